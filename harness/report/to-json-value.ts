import { inspect } from "node:util";

/**
 * Gives the value as JSON holds it; undefined stays so. A module can return anything: what JSON cannot hold (a bigint, a
 * function, a circle) is described in a text.
 */
export function toJsonValue(value: unknown): unknown {
  if (value === undefined) return undefined;
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return JSON.parse(text);
  } catch {
    // Described below.
  }
  return inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY, customInspect: false });
}
