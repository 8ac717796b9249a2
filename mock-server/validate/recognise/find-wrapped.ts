import { asFields, type Fields } from "#mock-server/contract/read-fields.ts";
import type { Subject } from "#mock-server/diagnose/recogniser.ts";
import { nearestName } from "./nearest-name.ts";
import { namesAt, schemaAt } from "./schema-at.ts";

/** Where the body is inside what was sent. */
export interface Wrapped {
  /** The properties on the way to it, the outermost first; never empty. */
  readonly path: readonly string[];
  /** Properties beside them, which are no part of the body. */
  readonly beside: readonly string[];
}

const deepest = 5;

/** What JSON:API has beside `data` and `attributes`. */
const jsonApiMembers = new Set(["type", "id", "lid", "links", "relationships", "meta", "jsonapi", "included"]);

/** The object inside properties which the contract does not know that is the body, as its own names show. */
export function findWrapped(subject: Pick<Subject, "contract" | "operation">, value: unknown): Wrapped | undefined {
  const names = namesAt(subject, []);
  const required = schemaAt(subject, [])?.["required"];
  const needed = Array.isArray(required) ? names.filter((name) => required.includes(name)) : [];
  const isBody = (inside: Readonly<Fields>, path: readonly string[]) => {
    const near = Object.keys(inside).map((key) => nearestName(key, names));
    // Deeper down any name could be an input's: only what the body cannot do without tells it there.
    if (path.length === 1 || path.at(-1) === "attributes") return near.some((name) => name !== undefined);
    return needed.length > 0
      ? near.some((name) => name !== undefined && needed.includes(name))
      : near.length > 0 && near.every((name) => name !== undefined);
  };
  const descend = (fields: Readonly<Fields>, { path, beside }: Wrapped): Wrapped | undefined => {
    const step = path.length < deepest ? nextStep(fields, names) : undefined;
    const inner = step === undefined ? undefined : asFields(fields[step.name]);
    const further =
      step === undefined || inner === undefined
        ? undefined
        : descend(inner, { path: [...path, step.name], beside: [...beside, ...step.beside] });
    // JSON:API's own `type` beside `attributes` looks like a name of the body.
    if (further !== undefined && step?.name === "attributes") return further;
    return path.length > 0 && isBody(fields, path) ? { path, beside } : further;
  };
  const fields = asFields(value);
  return fields === undefined ? undefined : descend(fields, { path: [], beside: [] });
}

/** The one property of an object that can be around the body, if the body's own names are not beside it. */
function nextStep(
  fields: Readonly<Fields>,
  names: readonly string[],
): { readonly name: string; readonly beside: readonly string[] } | undefined {
  const keys = Object.keys(fields);
  const name = keys.find((key) => key === "attributes" || key === "data") ?? keys[0];
  if (name === undefined || names.includes(name)) return undefined;
  const beside = keys.filter((key) => key !== name);
  const isJsonApi = name === "attributes" || name === "data";
  return beside.every((key) => isJsonApi && jsonApiMembers.has(key)) ? { name, beside } : undefined;
}
