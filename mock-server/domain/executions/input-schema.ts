import { asFields, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";

export type Schema = Readonly<Fields>;

/** The words of JSON Schema that a flow's schemas are checked by; the schemas that Architect makes have no others (ARCH). */
export const checkedWords = [
  "$ref",
  "type",
  "enum",
  "oneOf",
  "anyOf",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "items",
  "minItems",
  "maxItems",
  "properties",
  "required",
  "additionalProperties",
] as const;

/** Words that say nothing about a value. */
export const silentWords = [
  "$schema",
  "$id",
  "id",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "format",
  "definitions",
  "$defs",
] as const;

/** The names of JSON Schema for types. */
export const typeNames = ["string", "number", "integer", "boolean", "object", "array", "null"] as const;

/** The schema that another refers to (`#/definitions/archString`), or the schema itself. References do not form a ring. */
export function resolveSchema(schema: Schema, root: Schema): Schema {
  let resolved = schema;
  while (typeof resolved["$ref"] === "string") resolved = asFields(lookUp(root, resolved["$ref"].slice(1))) ?? {};
  return resolved;
}

/** The types that a schema admits, those of its alternatives included; empty where it says nothing about them. */
export function typesOf(schema: Schema, root: Schema): readonly string[] {
  const resolved = resolveSchema(schema, root);
  const alternatives = alternativesOf(resolved).flatMap((alternative) => typesOf(alternative, root));
  return [...new Set([...namesIn(resolved["type"]), ...alternatives])];
}

/** What stands under `oneOf` and `anyOf`. */
export function alternativesOf(schema: Schema): readonly Schema[] {
  const lists = [schema["oneOf"], schema["anyOf"]];
  return lists.flatMap((list) => (Array.isArray(list) ? list.map((one) => asFields(one) ?? {}) : []));
}

/** One type or several, as a list. */
export function namesIn(type: unknown): readonly string[] {
  if (type === undefined) return [];
  return Array.isArray(type) ? type.map(String) : [String(type)];
}
