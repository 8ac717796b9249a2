import type { ErrorObject } from "ajv";
import { asRecord, childPointer, formatFound } from "#harness/scenario/document/document-value.ts";
import type { ScenarioDocument } from "#harness/scenario/document/scenario-document.ts";
import { suggestName } from "#harness/scenario/nearest-name.ts";
import { contractNames } from "#harness/scenario/scenario.ts";
import { type Finding, unknownKey } from "#harness/scenario/scenario-problem.ts";
import { scenarioValidator } from "./scenario-validator.ts";

export interface SchemaCheck {
  readonly findings: readonly Finding[];
  /** The document with its type, if it fits the schema. */
  readonly document?: ScenarioDocument;
}

/** Checks keys and types of a document against `scenario.schema.json`, which is compiled on first use. */
export async function checkSchema(document: unknown): Promise<SchemaCheck> {
  const validate = await scenarioValidator();
  if (validate(document)) {
    return { findings: [], document };
  }
  return { findings: (validate.errors ?? []).flatMap((error) => describeError(error)) };
}

/** Keywords that only repeat what another error of the same value says. */
const wrapperKeywords: readonly string[] = ["if", "propertyNames"];

function describeError(error: ErrorObject): readonly Finding[] {
  if (wrapperKeywords.includes(error.keyword)) {
    return [];
  }
  const pointer = error.instancePath;
  const schema = asRecord(error.parentSchema);
  if (error.keyword === "additionalProperties") {
    return [describeUnknownKey(error, schema)];
  }
  if (error.keyword === "required") {
    const key = String(error.params["missingProperty"]);
    return [{ pointer, message: `the required key "${key}" is missing; add it`, needs: [childPointer(pointer, key)] }];
  }
  const found = formatFound(error.data);
  const message = `${describeExpected(error, schema)}, found ${found}`;
  const hint =
    error.keyword === "enum" && typeof error.data === "string" ? suggestName(error.data, textsOf(error)) : "";
  return error.propertyName === undefined
    ? [{ pointer, message: message + hint }]
    : [{ pointer: childPointer(pointer, error.propertyName), place: "key", message: message + hint }];
}

function describeUnknownKey(error: ErrorObject, schema: Readonly<Record<string, unknown>>): Finding {
  const key = String(error.params["additionalProperty"]);
  const keys = Object.keys(asRecord(schema["properties"]));
  const keyedByContract = /^(\/expect|\/claims\/\d+\/claimed)$/.test(error.instancePath);
  if (keyedByContract && contractNames.some((name) => name === key)) {
    const message = `"${key}" is a contract and stands beside keys that are none; key everything by contract, or nothing`;
    return { pointer: childPointer(error.instancePath, key), place: "key", message };
  }
  return unknownKey(error.instancePath, key, keyedByContract ? [...keys, ...contractNames] : keys);
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  object: "an object",
  array: "a list",
  boolean: "true or false",
  null: "null",
};

function describeExpected(error: ErrorObject, schema: Readonly<Record<string, unknown>>): string {
  if (typeof schema["errorMessage"] === "string") {
    return schema["errorMessage"];
  }
  const describe = Object.hasOwn(descriptions, error.keyword) ? descriptions[error.keyword] : undefined;
  return describe?.(error) ?? `expected a value that ${error.message}`;
}

const descriptions: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: ({ schema }) =>
    `expected ${[schema]
      .flat()
      .map((name) => typeWords[String(name)])
      .join(" or ")}`,
  enum: (error) => `expected ${textsOf(error).join(" or ")}`,
  minLength: () => "expected a text that is not empty",
  minItems: () => "expected at least one entry",
  minProperties: () => "expected at least one key",
  uniqueItems: () => "expected each entry once",
  minimum: ({ schema }) => `expected a number of at least ${schema}`,
  maximum: ({ schema }) => `expected a number of at most ${schema}`,
};

function textsOf(error: ErrorObject): readonly string[] {
  return [error.schema].flat().map(String);
}
