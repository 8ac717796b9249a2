import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import { asFields, type Fields, lookUp } from "#mock-server/contract/read-fields.ts";

/** What a contract declares of an answer's top level. */
interface Declared {
  readonly properties: readonly string[];
  /** Other names for the values of a property (`x-state-names`). */
  readonly names: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const declared = new WeakMap<Operation, Map<string, Declared | undefined>>();

/**
 * The domain answers for every contract at once; this picks the properties that the contract's response schema declares,
 * and gives states the contract's names. A body whose schema is not an object goes through as it is.
 */
export function selectDeclared(
  body: unknown,
  to: { readonly contract: Contract; readonly operation: Operation; readonly status: number },
): unknown {
  const source = asFields(body);
  const schema = declaredBy(to.contract, to.operation, String(to.status));
  if (source === undefined || schema === undefined) return body;
  const selected: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(source)) {
    if (!schema.properties.includes(property)) continue;
    const names = schema.names.get(property);
    selected[property] = typeof value === "string" ? (names?.[value] ?? value) : value;
  }
  return selected;
}

function declaredBy(contract: Contract, operation: Operation, status: string): Declared | undefined {
  const ofOperation = declared.get(operation) ?? new Map<string, Declared | undefined>();
  declared.set(operation, ofOperation);
  if (!ofOperation.has(status)) ofOperation.set(status, readDeclared(contract.document, operation.responses[status]));
  return ofOperation.get(status);
}

function readDeclared(document: Readonly<Fields>, pointer: string | undefined): Declared | undefined {
  let schema = pointer === undefined ? undefined : asFields(lookUp(document, pointer));
  while (typeof schema?.["$ref"] === "string") schema = asFields(lookUp(document, schema["$ref"].slice(1)));
  const properties = asFields(schema?.["properties"]);
  if (properties === undefined) return undefined;
  const names = new Map<string, Readonly<Record<string, string>>>();
  for (const [property, value] of Object.entries(properties)) {
    const stateNames = asFields(asFields(value)?.["x-state-names"]);
    if (stateNames === undefined) continue;
    names.set(property, Object.fromEntries(Object.entries(stateNames).map(([state, name]) => [state, String(name)])));
  }
  return { properties: Object.keys(properties), names };
}
