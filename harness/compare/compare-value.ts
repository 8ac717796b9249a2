import type { Difference } from "./difference.ts";
import { findFaults } from "./find-faults.ts";
import { PatternTimeoutError } from "./matchers/matches.ts";
import { difference, type ValuePair, walkValue } from "./walk-value.ts";

/**
 * Compares a found value with an expected one as a subset match and returns every mismatch, each with its JSON pointer.
 * Of an object the expected keys must match, others may stand beside them; arrays match in length and element by element;
 * other values must be equal. A matcher in place of a value decides for itself. An undefined `found` is a missing value.
 * An expectation that cannot be checked (an unknown matcher, a bad argument, a pattern that takes too long) is a
 * difference, too, and then nothing else is compared.
 */
export function compareValue(pair: ValuePair): readonly Difference[] {
  const faults = findFaults(pair.expected, pair.at);
  return faults.length > 0 ? faults : withPatternTimeout(pair.at, () => walkValue(pair));
}

/** Turns a `$matches` pattern that took too long into one difference at `at`, in place of all others. */
export function withPatternTimeout(at: string, compare: () => readonly Difference[]): readonly Difference[] {
  try {
    return compare();
  } catch (error) {
    if (error instanceof PatternTimeoutError) {
      return [difference({ at, expected: { $matches: error.pattern }, found: undefined, words: error.message })];
    }
    throw error;
  }
}
