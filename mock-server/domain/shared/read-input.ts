import type { AcceptedCall } from "#mock-server/call.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";

/** A parameter of the path. The contract declares it, so a call without it is a bug of the mock. */
export function pathParameter(call: AcceptedCall, name: string): string {
  const value = call.input.path[name];
  if (value === undefined) throw new Error(`${call.operation.id} has no path parameter ${name}`);
  return value;
}

/** The body as an object; the contract's schema says which properties it can have. */
export function bodyFields(call: AcceptedCall): Readonly<Record<string, unknown>> {
  const fields = asFields(call.input.body);
  if (fields === undefined) throw new Error(`${call.operation.id} has no object as its body`);
  return fields;
}

/** A whole number of a setting. */
export function numberSetting(call: AcceptedCall, name: string): number {
  const value = call.settings[name];
  if (typeof value !== "number") throw new Error(`the contract ${call.contract.name} has no numeric setting ${name}`);
  return value;
}

/** Text of a body property; `undefined` when it is absent, null or empty. */
export function textField(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Object of a body property; empty when it is absent or null. */
export function objectField(
  fields: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  return asFields(fields[name]) ?? {};
}
