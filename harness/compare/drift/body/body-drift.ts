import { absenceAllowedBy, type FoundDrift } from "#harness/compare/drift/found-drift.ts";
import type { SideAliases, SideName } from "#harness/compare/drift/side-aliases.ts";
import { formatValue } from "#harness/compare/format-value.ts";
import { formatPlace } from "#harness/compare/pointer.ts";
import { maskCredentials } from "./mask-credentials.ts";

/** A value of a body, and where it stands: a JSON pointer that begins with `/body`. */
export interface Placed {
  readonly at: string;
  readonly value: unknown;
}

/** A property that only one side has. */
export function onlyOn(side: SideName, { at, value }: Placed): FoundDrift {
  const masked = maskCredentials(value, at);
  const [who, other] = side === "mock" ? ["the mock", "the real API"] : ["the real API", "the mock"];
  return {
    at,
    kind: "property",
    ...(side === "mock" ? { mock: masked } : { live: masked }),
    message: `${formatPlace(at)}: only ${who} sends this property, ${formatValue(masked)}; ${other} does not`,
    allowedBy: absenceAllowedBy(side === "mock" ? "real" : "mock"),
  };
}

/** A property that only some objects of one side have. */
export interface OnSome {
  readonly first: Placed;
  /** How many of `all` have it; of `other`, none does. */
  readonly some: number;
  readonly all: readonly Placed[];
  readonly other: readonly Placed[];
}

/** Says of it that nobody can decide whether it is data. */
export function onlyOnSome(side: SideName, { first, some, all, other }: OnSome): FoundDrift {
  const [who, whose] = side === "mock" ? ["the mock's", "the real API's"] : ["the real API's", "the mock's"];
  const counts = `${some} of ${who} ${all.length} have this property, none of ${whose} ${other.length} has`;
  const message = `${formatPlace(first.at)}: ${counts}; it may be data`;
  return { ...onlyOn(side, first), message, isUndecided: true };
}

/** Where two values stand and what they are, credentials masked. */
export function both(mock: Placed, real: Placed): Pick<FoundDrift, "at" | "mock" | "live"> {
  return { at: real.at, mock: maskCredentials(mock.value, real.at), live: maskCredentials(real.value, real.at) };
}

/** A message about a place. */
export function say({ at }: Placed, words: string): string {
  return `${formatPlace(at)}: ${words}`;
}

/** A value of one side for a message, ids by their names. */
export function shown(side: SideName, value: unknown, aliases: SideAliases): string {
  const text = typeof value === "string" ? aliases.inText(side, value) : value;
  // Two times are not told apart by that they are times.
  return formatValue(text === "<time>" ? value : text);
}

/** The JSON type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** A value with its type. */
export function describe(value: unknown): string {
  return value === null ? "null" : `${typeNames[typeOf(value)] ?? typeOf(value)}, ${formatValue(value)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  string: "a text",
  number: "a number",
  boolean: "a boolean",
};
