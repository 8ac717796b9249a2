import type { MatchedCall } from "#mock-server/call.ts";
import { plainValue } from "#mock-server/contract/describe-value.ts";
import type { Parameter, ParameterSchema } from "#mock-server/contract/operation.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import type { ValidationProblem } from "./faults.ts";

export interface ReadQuery {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ValidationProblem[];
}

const nothing: ReadQuery = { values: {}, problems: [] };

/**
 * Reads the query parameters that the operation declares, with their defaults. Arrays may be repeated or joined by commas
 * (JS, PY and GO join, SW18 says multi). A parameter that is not declared is passed over; of a repeated one that is no array
 * the first counts.
 */
export function readQuery(call: MatchedCall): ReadQuery {
  const declared = call.operation.parameters.filter((parameter) => parameter.in === "query");
  if (declared.length === 0) return nothing;
  const sent = new URLSearchParams(call.query);
  const values = new Map<string, unknown>();
  const problems: ValidationProblem[] = [];
  for (const parameter of declared) {
    const texts = sent.getAll(parameter.name);
    if (parameter.required && texts.length === 0) {
      problems.push(missingParameter(parameter));
      continue;
    }
    const schema = withMaximum(parameter.schema, call.settings);
    const read = texts.length === 0 ? { value: schema.default } : readParameter(texts, schema);
    if ("found" in read) problems.push(problemOf(parameter, schema, read.found));
    else values.set(parameter.name, read.value);
  }
  return { values: Object.fromEntries(values), problems };
}

type ReadParameter = { readonly value: unknown } | { readonly found: string };

function readParameter(texts: readonly string[], schema: ParameterSchema): ReadParameter {
  if (schema.type === "array") return readArray(texts, schema);
  const text = texts[0] ?? "";
  switch (schema.type) {
    case "string":
      return admitsText(text, schema) ? { value: text } : { found: text };
    case "boolean":
      return text === "true" || text === "false" ? { value: text === "true" } : { found: text };
    case "integer":
      return readInteger(text, schema);
    default:
      return schema.type satisfies never;
  }
}

function admitsText(text: string, { enum: allowed, format }: ParameterSchema): boolean {
  if (format === "date-time") return isTime(text);
  return allowed === undefined || allowed.includes(text);
}

const timeForm = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A day that exists, or a time of it with its zone, in ISO 8601. */
function isTime(text: string): boolean {
  const day = timeForm.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  // A day after the month's last would be read as one of the next month.
  return new Date(day).toISOString().startsWith(day);
}

function readArray(texts: readonly string[], { itemsEnum }: ParameterSchema): ReadParameter {
  const items = texts.flatMap((text) => text.split(",")).filter((item) => item !== "");
  const found = items.find((item) => itemsEnum?.includes(item) === false);
  return found === undefined ? { value: items } : { found };
}

function readInteger(
  text: string,
  { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: ParameterSchema,
): ReadParameter {
  const value = Number(text);
  return /^[+-]?\d+$/.test(text) && value >= minimum && value <= maximum ? { value } : { found: text };
}

function withMaximum(schema: ParameterSchema, settings: Settings): ParameterSchema {
  const maximum = schema.maximumSetting === undefined ? undefined : settings[schema.maximumSetting];
  return typeof maximum === "number" ? { ...schema, maximum } : schema;
}

function problemOf(parameter: Parameter, schema: ParameterSchema, found: string): ValidationProblem {
  const expected = describeAllowed(schema);
  return {
    check: "validate",
    rule: schema.format === "date-time" ? "query-date" : "query-value",
    in: "query",
    pointer: parameter.name,
    field: parameter.name,
    expected,
    found: JSON.stringify(plainValue(found)),
    slots: [plainValue(found), parameter.name, expected],
  };
}

function missingParameter({ name }: Parameter): ValidationProblem {
  return {
    check: "validate",
    rule: "missing-property",
    in: "query",
    pointer: name,
    field: name,
    expected: "a value",
    found: "nothing",
    slots: [`${name} is required`],
  };
}

function describeAllowed(schema: ParameterSchema): string {
  const names = schema.enum ?? schema.itemsEnum;
  if (names !== undefined) return `[${names.join(", ")}]`;
  if (schema.type === "boolean") return "[true, false]";
  if (schema.format === "date-time") return "a time in ISO 8601";
  if (schema.type !== "integer") return schema.type;
  return schema.maximum === undefined
    ? `whole numbers from ${schema.minimum ?? 0}`
    : `whole numbers from ${schema.minimum ?? 0} to ${schema.maximum}`;
}
