import type { ErrorObject } from "ajv/dist/2020.js";
import { escapePointer } from "#mock-server/contract/read-fields.ts";

/** A copy of a body without the properties that a schema reported as unknown. */
export function dropProperties(body: unknown, unknown: readonly ErrorObject[]): unknown {
  const dropped = new Map<string, Set<string>>();
  for (const error of unknown) {
    const names = dropped.get(error.instancePath) ?? new Set<string>();
    dropped.set(error.instancePath, names.add(String(error.params["additionalProperty"])));
  }
  return copyWithout(body, dropped, "");
}

function copyWithout(value: unknown, dropped: ReadonlyMap<string, ReadonlySet<string>>, pointer: string): unknown {
  if (Array.isArray(value)) return value.map((item, position) => copyWithout(item, dropped, `${pointer}/${position}`));
  if (typeof value !== "object" || value === null) return value;
  const here = dropped.get(pointer);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => here?.has(name) !== true)
      .map(([name, item]) => [name, copyWithout(item, dropped, `${pointer}/${escapePointer(name)}`)]),
  );
}
