import { suggestName } from "#harness/scenario/nearest-name.ts";

/** What an option can be. */
export type OptionKind = keyof typeof kinds;

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const isObject = (value: unknown) => typeof value === "object" && value !== null;

const kinds = {
  text: { words: "a text", is: isText },
  texts: { words: "a list of texts", is: (value: unknown) => Array.isArray(value) && value.every(isText) },
  number: { words: "a number", is: isNumber },
  "number or true": { words: "a number or true", is: (value: unknown) => isNumber(value) || value === true },
  flag: { words: "true or false", is: (value: unknown) => typeof value === "boolean" },
  object: { words: "an object", is: (value: unknown) => isObject(value) && !Array.isArray(value) },
  function: { words: "a function", is: (value: unknown) => typeof value === "function" },
  signal: { words: "an AbortSignal", is: (value: unknown) => value instanceof AbortSignal },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly is: (value: unknown) => boolean }>>;

/**
 * Says of each key that is none of the known options, with the nearest right one, and of each option that is of another kind,
 * what was expected: in JavaScript no compiler does. `undefined` is as good as left out.
 */
export function findOptionMistakes<Options extends object>(
  options: Options,
  known: Readonly<Record<keyof Options, OptionKind>>,
): string[] {
  return Object.entries(options).flatMap(([name, value]): string[] => {
    if (!Object.hasOwn(known, name)) return [`there is no option "${name}"${suggestName(name, Object.keys(known))}`];
    const { words, is } = kinds[known[name as keyof Options]];
    return value === undefined || is(value) ? [] : [`${name}: expected ${words}, found ${describe(value)}`];
  });
}

function describe(value: unknown): string {
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
