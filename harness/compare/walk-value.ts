import type { Difference } from "./difference.ts";
import { formatTexts, formatValue } from "./format-value.ts";
import { isRecord } from "./json.ts";
import type { Matcher } from "./matchers/matcher.ts";
import { nearMiss } from "./near-miss.ts";
import { nearestName } from "./nearest-name.ts";
import { parseMatcher } from "./parse-matcher.ts";
import { childPointer, formatPlace } from "./pointer.ts";

/** What is compared with what. `at` is the JSON pointer of `expected` in the expectation. */
export interface ValuePair {
  readonly expected: unknown;
  /** Undefined if there is no such value. */
  readonly found: unknown;
  readonly at: string;
  /** A clause for the message if there is no such value: why, or what is there instead. */
  readonly whenMissing?: () => string;
}

/**
 * The subset walk behind `compareValue`. It takes for granted that `findFaults` found nothing in `expected`.
 * @throws PatternTimeoutError if a `$matches` pattern takes too long
 */
export function walkValue(pair: ValuePair): readonly Difference[] {
  // A module may return dates, for which a scenario file has only texts.
  const found = pair.found instanceof Date ? pair.found.toJSON() : pair.found;
  const { expected, at } = pair;
  const written = parseMatcher(expected);
  if (found === undefined && written?.matcher?.seesMissing !== true) {
    return [missing(pair)];
  }
  if (written?.matcher !== undefined) {
    return walkMatcher({ ...pair, found }, written.matcher, written.argument);
  }
  if (Array.isArray(expected)) {
    return walkArray(expected, found, at);
  }
  return isRecord(expected) ? walkRecord(expected, found, at) : walkScalar(expected, found, at);
}

/** An expected value in words that fit behind "expected": `"open"`, `a UUID`, `one of 200, 201`. */
export function describeExpected(expected: unknown): string {
  const written = parseMatcher(expected);
  return written?.matcher?.describe(written.argument, describeExpected) ?? formatValue(expected);
}

/** Whether a found value meets an expected one. */
export function fits(expected: unknown, found: unknown): boolean {
  return walkValue({ expected, found, at: "" }).length === 0;
}

/** A difference whose message begins with its place: `body.code: ` and the given words. */
export function difference(parts: Omit<Difference, "message"> & { readonly words: string }): Difference {
  const { at, expected, found, words } = parts;
  return { at, expected, found, message: at === "" ? words : `${formatPlace(at)}: ${words}` };
}

function missing({ expected, at, whenMissing }: ValuePair): Difference {
  const reason = whenMissing === undefined ? "" : `; ${whenMissing()}`;
  const words = `is missing, expected ${describeExpected(expected)}${reason}`;
  return difference({ at, expected, found: undefined, words });
}

function walkMatcher({ expected, found, at }: ValuePair, matcher: Matcher, argument: unknown): readonly Difference[] {
  if (matcher.matches(found, argument, fits)) {
    return [];
  }
  const what = matcher.explain?.(found, argument) ?? formatValue(found);
  return [difference({ at, expected, found, words: `expected ${describeExpected(expected)}, found ${what}` })];
}

function walkArray(expected: readonly unknown[], found: unknown, at: string): readonly Difference[] {
  if (!Array.isArray(found)) {
    const words = `expected an array of ${expected.length}, found ${formatValue(found)}${hint(expected, found)}`;
    return [difference({ at, expected, found, words })];
  }
  const length = `expected ${expected.length} elements, found ${found.length}: ${formatValue(found)}`;
  const shared = expected.slice(0, found.length);
  return [
    ...(expected.length === found.length ? [] : [difference({ at, expected, found, words: length })]),
    ...shared.flatMap((element, index) =>
      walkValue({ expected: element, found: found[index], at: childPointer(at, index) }),
    ),
  ];
}

function walkRecord(expected: Readonly<Record<string, unknown>>, found: unknown, at: string): readonly Difference[] {
  if (!isRecord(found)) {
    const words = `expected an object like ${formatValue(expected)}, found ${formatValue(found)}${hint(expected, found)}`;
    return [difference({ at, expected, found, words })];
  }
  return Object.entries(expected).flatMap(([key, value]) =>
    walkValue({
      expected: value,
      found: Object.hasOwn(found, key) ? found[key] : undefined,
      at: childPointer(at, key),
      whenMissing: () => namesFound(key, found, expected),
    }),
  );
}

function namesFound(
  key: string,
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): string {
  const names = Object.keys(found);
  if (names.length === 0) {
    return "found an empty object";
  }
  // A name that is expected itself is not a slip of another one.
  const strangers = names.filter((name) => !Object.hasOwn(expected, name));
  const nearest = nearestName(key, strangers);
  const more = names.length > 12 ? ` and ${names.length - 12} more` : "";
  const list = `the names found are ${names.slice(0, 12).map(formatName).join(", ")}${more}`;
  return nearest === undefined ? list : `${list}; the nearest is ${formatName(nearest)}`;
}

function formatName(name: string): string {
  return /^[\w$-]{1,60}$/.test(name) ? name : formatValue(name);
}

function walkScalar(expected: unknown, found: unknown, at: string): readonly Difference[] {
  if (expected === found || (Number.isNaN(expected) && Number.isNaN(found))) {
    return [];
  }
  const texts =
    typeof expected === "string" && typeof found === "string"
      ? formatTexts(expected, found)
      : { expected: formatValue(expected), found: formatValue(found) };
  const words = `expected ${texts.expected}, found ${texts.found}${hint(expected, found)}`;
  return [difference({ at, expected, found, words })];
}

function hint(expected: unknown, found: unknown): string {
  const clause = nearMiss(expected, found);
  return clause === undefined ? "" : `; ${clause}`;
}
