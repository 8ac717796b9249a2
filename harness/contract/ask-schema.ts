import { asFields, type Fields, lookUp, unescapePointer } from "#mock-server/contract/read-fields.ts";

type Schema = Readonly<Fields>;

/**
 * Whether a schema gives the value at a pointer of a body a closed list (`enum` or `const`). `schema` is a JSON pointer into
 * the contract's document.
 */
export function isClosedAt(document: Schema, schema: string, pointer: string): boolean {
  return schemasAt(document, schema, pointer).some((one) => one["enum"] !== undefined || one["const"] !== undefined);
}

/** Whether it says that the value there is an object whose keys are data, such as the outputs of a flow. */
export function isDataMapAt(document: Schema, schema: string, pointer: string): boolean {
  const schemas = schemasAt(document, schema, pointer);
  return schemas.some(isOpen) && schemas.every((one) => one["properties"] === undefined);
}

function isOpen({ additionalProperties }: Schema): boolean {
  return additionalProperties !== undefined && additionalProperties !== false;
}

function schemasAt(document: Schema, schema: string, pointer: string): Schema[] {
  let schemas = resolve(document, lookUp(document, schema));
  for (const part of pointer.split("/").slice(1)) {
    schemas = schemas.flatMap((one) => resolve(document, childOf(one, unescapePointer(part))));
  }
  return schemas;
}

/** The schema itself, with what it refers to and what it is composed of. */
function resolve(document: Schema, start: unknown): Schema[] {
  const found = new Set<Schema>();
  const waiting = [start];
  while (waiting.length > 0) {
    const schema = asFields(waiting.pop());
    // A schema that refers to itself is met again.
    if (schema === undefined || found.has(schema)) continue;
    found.add(schema);
    const reference = schema["$ref"];
    if (typeof reference === "string") waiting.push(lookUp(document, reference.slice(1)));
    for (const word of ["allOf", "anyOf", "oneOf"]) {
      const parts = schema[word];
      if (Array.isArray(parts)) waiting.push(...parts);
    }
  }
  return [...found];
}

function childOf(schema: Schema, key: string): unknown {
  const properties = asFields(schema["properties"]);
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  return /^\d+$/.test(key) && schema["items"] !== undefined ? schema["items"] : schema["additionalProperties"];
}
