import { asFields, type Fields } from "#mock-server/contract/read-fields.ts";

/**
 * A schema in which every object that declares `properties`, and does not itself say what others it may have, has no others.
 * Parts of a composition (`allOf`, `anyOf`, `oneOf`) stay as they are: each would refuse the properties of the rest.
 */
export function closeSchema(schema: unknown): unknown {
  const fields = asFields(schema);
  if (fields === undefined) return schema;
  const closed: Fields = { ...fields };
  for (const word of ["items", "additionalProperties"]) {
    if (fields[word] !== undefined) closed[word] = closeSchema(fields[word]);
  }
  const properties = asFields(fields["properties"]);
  if (properties === undefined) return closed;
  closed["properties"] = closeEach(properties);
  if (!openingWords.some((word) => word in fields)) closed["additionalProperties"] = false;
  return closed;
}

/** Each schema of a map of schemas, closed. */
export function closeEach(schemas: Readonly<Fields>): Fields {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closeSchema(schema)]));
}

const openingWords = ["additionalProperties", "unevaluatedProperties", "patternProperties", "allOf", "anyOf", "oneOf"];
