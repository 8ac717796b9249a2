import { isRecord } from "#harness/compare/json.ts";
import { fits } from "#harness/compare/walk-value.ts";

/** Two values to be shown beside each other. */
export interface Aligned {
  readonly expected: unknown;
  readonly found: unknown;
}

/**
 * Leaves out of both values what an expectation does not ask about, so that only what is wrong differs: properties that it does
 * not name, and matchers that are met, which become the value that meets them. Goes as deep as the expectation does.
 */
export function alignFound(expected: unknown, found: unknown): Aligned {
  if (isMet(expected, found))
    return isPlainContainer(expected) ? alignParts(expected, found) : { expected: found, found };
  return alignParts(expected, found);
}

function alignParts(expected: unknown, found: unknown): Aligned {
  if (isRecord(expected) && isRecord(found) && !isMatcher(expected)) {
    const keys = Object.keys(expected).filter((key) => Object.hasOwn(found, key));
    const parts = keys.map((key) => [key, alignFound(expected[key], found[key])] as const);
    return {
      expected: { ...expected, ...Object.fromEntries(parts.map(([key, part]) => [key, part.expected])) },
      found: Object.fromEntries(parts.map(([key, part]) => [key, part.found])),
    };
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    const parts = found.map((element, index) =>
      index < expected.length ? alignFound(expected[index], element) : { expected: undefined, found: element },
    );
    const shared = parts.slice(0, expected.length).map((part) => part.expected);
    return { expected: [...shared, ...expected.slice(found.length)], found: parts.map((part) => part.found) };
  }
  return { expected, found };
}

function isPlainContainer(value: unknown): boolean {
  return Array.isArray(value) || (isRecord(value) && !isMatcher(value));
}

function isMatcher(value: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0]?.startsWith("$") === true;
}

function isMet(expected: unknown, found: unknown): boolean {
  try {
    return fits(expected, found);
  } catch {
    // A pattern that took too long; the message of the difference says so.
    return false;
  }
}
