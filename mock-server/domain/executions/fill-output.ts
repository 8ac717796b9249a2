import { asFields, type Fields } from "#mock-server/contract/read-fields.ts";

/**
 * The output of a run: `${Flow.name}` in the texts of the definition becomes the input of that name. A text that is nothing
 * else becomes the input itself, whatever its type, and null where it was not given.
 */
export function fillOutput(output: Readonly<Fields>, inputs: Readonly<Fields>): Readonly<Fields> {
  return fillFields(output, (name) => (Object.hasOwn(inputs, name) ? inputs[name] : null));
}

/** The names of the inputs that a definition's output takes in. */
export function placesIn(output: unknown): readonly string[] {
  const names = new Set<string>();
  const note = (name: string) => {
    names.add(name);
    return null;
  };
  fill(output, note);
  return [...names];
}

type Input = (name: string) => unknown;

function fillFields(fields: Readonly<Fields>, input: Input): Readonly<Fields> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fill(value, input)]));
}

function fill(value: unknown, input: Input): unknown {
  if (typeof value === "string") return fillText(value, input);
  if (Array.isArray(value)) return value.map((item) => fill(item, input));
  const fields = asFields(value);
  return fields === undefined ? value : fillFields(fields, input);
}

function fillText(text: string, input: Input): unknown {
  const whole = /^\$\{([^{}]+)\}$/.exec(text)?.[1];
  if (whole !== undefined) return input(whole);
  return text.replaceAll(/\$\{([^{}]+)\}/g, (_place, name: string) => {
    const value = input(name) ?? "";
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}
