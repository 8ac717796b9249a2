import { childPointer, isRecord } from "./document/document-value.ts";

/** `$${` is the escape for a literal `${`; anything else between the braces is a name, dots included. */
const referencePattern = /\$\$\{|\$\{([^}]*)\}/g;

/**
 * Returns a deep copy of `value` with every `${name}` filled in. A text that is exactly `${name}` becomes the variable's
 * value with its type; inside a longer text it becomes text, objects and lists as JSON. `$${` becomes `${`. Keys are left
 * as they are. Throws an UnboundVariableError for a name without a value: loading has checked the names, so that is a bug.
 */
export function bindVariables(value: unknown, variables: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === "string") {
    return bindText(value, variables);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => bindVariables(item, variables));
  }
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bindVariables(item, variables)]));
  }
  return value;
}

/** A `${name}` in a value, and the JSON pointer of the text it stands in. */
export interface Reference {
  readonly name: string;
  readonly pointer: string;
}

/** Every `${name}` in the texts of `value`, in order, repeated ones too. Pointers start with `pointer`. */
export function readReferences(value: unknown, pointer = ""): readonly Reference[] {
  if (typeof value === "string") {
    const names = [...value.matchAll(referencePattern)].map(([, name]) => name);
    return names.flatMap((name) => (name === undefined ? [] : [{ name, pointer }]));
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => readReferences(item, childPointer(pointer, index)));
  }
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => readReferences(item, childPointer(pointer, key)));
  }
  return [];
}

/** A `${name}` has no value where it is used; `variable` is the name. */
export class UnboundVariableError extends Error {
  override readonly name = "UnboundVariableError";
  readonly code = "unbound.variable";
  readonly variable: string;

  constructor(variable: string, known: readonly string[]) {
    super(
      `expected a value for the variable "${variable}", found none; bind it before the run (bound: ${known.join(", ") || "none"})`,
    );
    this.variable = variable;
  }
}

function bindText(text: string, variables: Readonly<Record<string, unknown>>): unknown {
  const whole = /^\$\{([^}]*)\}$/.exec(text);
  if (whole?.[1] !== undefined) {
    return structuredClone(readVariable(whole[1], variables));
  }
  return text.replaceAll(referencePattern, (_match, name: string | undefined) =>
    name === undefined ? "${" : formatValue(readVariable(name, variables)),
  );
}

function readVariable(name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined) {
    throw new UnboundVariableError(name, Object.keys(variables));
  }
  return value;
}

function formatValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
