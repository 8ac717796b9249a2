import { describeValue } from "#mock-server/contract/describe-value.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import { changeAt, changeJson, keysOf, readJson, valueAt } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, bodyProblemsOf, placeName } from "./body-problem.ts";
import { admits, namesAt, schemaAt } from "./schema-at.ts";

/** A value of another JSON type that says the same: a number for a text, "true" for true, an object around an id. */
export const wrongType: Recogniser = (subject) => {
  const read = readJson(subject.request);
  if (read.kind === "text") return [];
  return bodyProblemsOf(subject)
    .filter(({ rule, pointer }) => rule === "wrong-type" && pointer !== "")
    .flatMap(({ check, pointer, expected }) => {
      const keys = keysOf(pointer);
      const value = valueAt(read.value, keys);
      const schema = schemaAt(subject, keys);
      // What a flow declares of its inputs stands in no schema of the contract.
      const isAdmitted = (type: string) => (check === "domain" ? expected.includes(type) : admits(schema, type));
      const meant = convert(value, isAdmitted, check === "domain" ? [] : namesAt(subject, keys));
      const isSecret = schema?.["format"] === "password";
      const found = isSecret ? "a value of another type" : describeValue(value);
      if (meant === undefined) {
        // What cannot be read as the type wanted has to go, and nothing is lost where the property may be absent.
        return [
          bodyFinding({
            check,
            pointer,
            rule: "wrong-type",
            expected,
            found,
            suggestion: `Send ${expected}, or leave ${placeName(pointer)} out where it is not required.`,
            change: `${placeName(pointer)} left out: it has to be ${expected}`,
            fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => undefined)),
          }),
        ];
      }
      const shown = isSecret ? "a text" : JSON.stringify(meant)?.slice(0, 60);
      return [
        bodyFinding({
          check,
          pointer,
          rule: "wrong-type",
          expected,
          found,
          suggestion: `Send ${expected}: ${shown}.`,
          change: `${placeName(pointer)}: ${found} -> ${shown}`,
          fix: (request) => changeJson(request, (body) => changeAt(body, keys, () => meant)),
        }),
      ];
    });
};

/** The value as one of the types that are admitted, if it can be read so. */
function convert(value: unknown, admitted: (type: string) => boolean, properties: readonly string[]): unknown {
  if (admitted("string")) {
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    const inside = Array.isArray(value) && value.length === 1 ? value[0] : idOf(value);
    if (typeof inside === "string") return inside;
  }
  if (admitted("boolean") && typeof value === "string" && /^(?:true|false)$/i.test(value)) {
    return value.toLowerCase() === "true";
  }
  if (admitted("integer") || admitted("number")) {
    if (typeof value === "string" && /^-?\d{1,15}$/.test(value.trim())) return Number(value);
  }
  if (admitted("object") && typeof value === "string" && value !== "" && properties.includes("id"))
    return { id: value };
  if (admitted("array") && value !== null && value !== undefined) return [value];
  return undefined;
}

/** `{"id": "..."}`, as the API itself names entities in its answers. */
function idOf(value: unknown): unknown {
  const fields = asFields(value);
  return fields?.["id"] ?? fields?.["value"];
}
