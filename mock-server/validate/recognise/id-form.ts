import { describeValue } from "#mock-server/contract/describe-value.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";

/** What surrounds an id by mistake: quotes, braces, brackets, white space, `urn:uuid:`. */
const around = /^[\s"'`{<([\u201C\u201D\u2018\u2019]+|[\s"'`}>)\]\u201C\u201D\u2018\u2019,;]+$/g;

/** An id of the body with something around it, or without its hyphens, that is a UUID without that. */
export const idForm: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject)
    .filter(({ rule, check }) => rule === "constraint" || rule === "reference" || check === "domain")
    .flatMap(({ check, pointer }) => {
      const keys = keysOf(pointer);
      const value = valueAt(read.value, keys);
      const id = typeof value === "string" ? tidyId(value) : undefined;
      if (id === undefined || id === value) return [];
      return [
        bodyFinding({
          check,
          pointer,
          rule: "id-form",
          expected: "the id as it is, a UUID with hyphens",
          found: describeValue(value),
          suggestion: `Send ${JSON.stringify(id)}: the value has something around the id, or lacks its hyphens.`,
          change: `${placeName(pointer)}: ${describeValue(value)} -> ${id}`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => id)),
        }),
      ];
    });
};

/** The UUID in a text, with its hyphens; nothing where there is none. */
export function tidyId(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const bare = text
    .replaceAll(around, "")
    .replace(/^urn:uuid:/i, "")
    .replaceAll(/\s|\\/g, "")
    .replaceAll(around, "");
  const [, ...parts] = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(bare) ?? [];
  return parts.length === 0 ? undefined : parts.join("-");
}
