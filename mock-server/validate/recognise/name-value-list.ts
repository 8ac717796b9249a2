import { asFields } from "#mock-server/contract/read-fields.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";

/** What such lists call the name and the value. */
const pairs = [
  ["name", "value"],
  ["key", "value"],
  ["Name", "Value"],
  ["Key", "Value"],
  ["id", "value"],
  ["field", "value"],
  ["variable", "value"],
  ["parameter", "value"],
  ["variableName", "variableValue"],
] as const;

/** A list of names and values where an object is wanted, with the names as its keys. */
export const nameValueList: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject)
    .filter(({ rule, pointer }) => rule === "wrong-type" && pointer !== "")
    .flatMap(({ pointer }) => {
      const keys = keysOf(pointer);
      const list = toMap(valueAt(read.value, keys));
      if (list === undefined) return [];
      return [
        bodyFinding({
          pointer,
          rule: "list-for-a-map",
          expected: "an object whose keys are the names",
          found: `a list of ${list.how}`,
          suggestion: `Write ${placeName(pointer)} as an object: {"<name>": <value>, ...}.`,
          change: `${placeName(pointer)}: list of ${list.how} -> object`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, (value) => toMap(value)?.map ?? value)),
        }),
      ];
    });
};

function toMap(value: unknown): { readonly map: Readonly<Record<string, unknown>>; readonly how: string } | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = value.map(asFields);
  const pair = pairs.find(([name]) => items.every((item) => item !== undefined && typeof item[name] === "string"));
  if (pair !== undefined) {
    const [name, content] = pair;
    return {
      map: Object.fromEntries(items.map((item) => [String(item?.[name]), item?.[content] ?? null])),
      how: `{${name}, ${content}}`,
    };
  }
  // [{"a": 1}, {"b": 2}]
  if (!items.every((item) => item !== undefined && Object.keys(item).length === 1)) return undefined;
  return { map: Object.assign({}, ...items), how: "objects of one property" };
}
