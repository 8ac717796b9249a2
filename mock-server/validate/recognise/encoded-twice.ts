import { asFields } from "#mock-server/contract/read-fields.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";

/** JSON inside a JSON text: the whole body, or the value of a property that has to be an object or a list. */
export const encodedTwice: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject)
    .filter(({ rule }) => rule === "wrong-type")
    .flatMap(({ pointer, expected }) => {
      const keys = keysOf(pointer);
      if (decode(valueAt(read.value, keys)) === undefined) return [];
      return [
        bodyFinding({
          pointer,
          rule: "double-encoded-json",
          expected,
          found: "a text that holds JSON: it was encoded twice",
          suggestion:
            pointer === ""
              ? "Encode the body once: give the client the object, or its text without another JSON.stringify."
              : `Give ${placeName(pointer)} the object itself, not its JSON.stringify.`,
          change: `${placeName(pointer)}: the text that holds JSON -> the JSON in it`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, (value) => decode(value) ?? value)),
        }),
      ];
    });
};

/** The object or list in a text, however often it was encoded. */
function decode(value: unknown): unknown {
  let decoded = value;
  for (let times = 0; times < 3 && typeof decoded === "string"; times += 1) {
    try {
      decoded = JSON.parse(decoded);
    } catch {
      return undefined;
    }
  }
  return decoded !== value && (Array.isArray(decoded) || asFields(decoded) !== undefined) ? decoded : undefined;
}
