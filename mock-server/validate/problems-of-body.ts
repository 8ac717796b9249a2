import type { ErrorObject } from "ajv/dist/2020.js";
import { describeValue, plainValue } from "#mock-server/contract/describe-value.ts";
import { escapePointer, unescapePointer } from "#mock-server/contract/read-fields.ts";
import type { ValidationProblem } from "./faults.ts";

// A body can hold many thousand faults of one kind; nobody reads more than these.
const mostOfAKind = 100;

/** What a schema found wrong with a body, in the words of the contract's problem table; at most 100 of each kind. */
export function problemsOfBody(errors: readonly ErrorObject[]): ValidationProblem[] {
  const counts = new Map<string, number>();
  const kept = errors.filter(({ keyword }) => {
    const count = (counts.get(keyword) ?? 0) + 1;
    counts.set(keyword, count);
    return count <= mostOfAKind;
  });
  return kept.map(problemOf);
}

function problemOf(error: ErrorObject): ValidationProblem {
  const schema: Readonly<Record<string, unknown>> = error.parentSchema ?? {};
  switch (error.keyword) {
    case "additionalProperties": {
      const name = String(error.params["additionalProperty"]);
      const object = typeof schema["title"] === "string" ? schema["title"] : "object";
      return bodyProblem(`${error.instancePath}/${escapePointer(name)}`, {
        rule: "unknown-property",
        expected: `one of the properties ${propertyNames(schema).join(", ")}`,
        found: `the unknown property ${JSON.stringify(plainValue(name))}`,
        slots: [plainValue(name), object],
      });
    }
    case "required":
      return missing(`${error.instancePath}/${escapePointer(String(error.params["missingProperty"]))}`);
    case "type":
      return bodyProblem(error.instancePath, {
        rule: "wrong-type",
        expected: describeType(error.params["type"]),
        // What was meant as a password is not to be told.
        found: schema["format"] === "password" ? "a value of another type" : describeValue(error.data),
      });
    case "enum": {
      const allowed = Array.isArray(schema["enum"]) ? schema["enum"].join(", ") : "";
      return bodyProblem(error.instancePath, {
        rule: "bad-value",
        expected: `one of ${allowed}`,
        found: describeValue(error.data),
        slots: [plainValue(error.data), String(schema["type"] ?? "string"), `[${allowed}]`],
      });
    }
    case "format":
      return bodyProblem(error.instancePath, {
        rule: "constraint",
        expected:
          error.params["format"] === "uuid"
            ? "a UUID with hyphens, 8-4-4-4-12"
            : `the format ${String(error.params["format"])}`,
        found: describeValue(error.data),
      });
    default:
      return bodyProblem(error.instancePath, {
        rule: "constraint",
        expected: error.message ?? error.keyword,
        found: describeValue(error.data),
      });
  }
}

/** The problem of a required property that is not there. */
export function missing(pointer: string): ValidationProblem {
  return bodyProblem(pointer, {
    rule: "missing-property",
    expected: "a value",
    found: "nothing",
    slots: [`${fieldOf(pointer)} is required`],
  });
}

/** A problem at a place of the body; the slots default to one readable text. */
export function bodyProblem(
  pointer: string,
  parts: Pick<ValidationProblem, "rule" | "expected" | "found"> & { slots?: readonly string[] },
): ValidationProblem {
  const field = fieldOf(pointer);
  const slots = parts.slots ?? [`${field}: expected ${parts.expected}, found ${parts.found}`];
  return { check: "validate", in: "body", pointer, field, ...parts, slots };
}

function fieldOf(pointer: string): string {
  const parts = pointer.split("/").slice(1).map(unescapePointer);
  return parts.length === 0 ? "body" : parts.join(".");
}

function propertyNames(schema: Readonly<Record<string, unknown>>): string[] {
  const properties = schema["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function describeType(type: unknown): string {
  const names = Array.isArray(type) ? type.map(String) : [String(type)];
  return names.map((name) => (name === "null" ? "null" : `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`)).join(" or ");
}
