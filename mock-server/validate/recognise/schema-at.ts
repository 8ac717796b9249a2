import { asFields, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";
import type { Subject } from "#mock-server/diagnose/recogniser.ts";

/** The schema of a place in an operation's body, references resolved; nothing where the contract says nothing of it. */
export function schemaAt(
  { contract, operation }: Pick<Subject, "contract" | "operation">,
  keys: readonly string[],
): Readonly<Fields> | undefined {
  let schema = resolve(contract.document, lookUp(contract.document, operation?.body?.schema ?? "/none"));
  for (const key of keys) {
    const properties = asFields(schema?.["properties"]);
    const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    schema = resolve(contract.document, own ?? (/^\d+$/.test(key) ? schema?.["items"] : undefined));
  }
  return schema;
}

/** The names that the object at a place can have. */
export function namesAt(subject: Pick<Subject, "contract" | "operation">, keys: readonly string[]): readonly string[] {
  return Object.keys(asFields(schemaAt(subject, keys)?.["properties"]) ?? {});
}

/** Whether a schema admits values of a JSON type. */
export function admits(schema: Readonly<Fields> | undefined, type: string): boolean {
  const types = schema?.["type"];
  return Array.isArray(types) ? types.includes(type) : types === type;
}

function resolve(document: Readonly<Fields>, value: unknown): Readonly<Fields> | undefined {
  let schema = asFields(value);
  // A reference to itself would go on for ever.
  for (let step = 0; step < 10; step += 1) {
    const reference = schema?.["$ref"];
    if (typeof reference !== "string") return schema;
    schema = asFields(lookUp(document, reference.slice(1)));
  }
  return schema;
}
