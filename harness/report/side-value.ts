import type { DriftItem } from "#harness/compare/drift/drift.ts";
import { formatValue } from "#harness/compare/format-value.ts";

/** What one side has at the place of a difference, on one line. */
export interface SideValue {
  readonly text: string;
  /** Whether `text` is the value; else it is words about it. */
  readonly isValue: boolean;
}

/** Gives what a side has at the place of a difference: its value, `nothing`, or `as expected`. */
export function sideValueOf(item: DriftItem, side: "mock" | "live"): SideValue {
  // Of an expectation only the side that does not meet it has a value, which can be undefined.
  if (item.kind === "expectation" && !Object.hasOwn(item, side)) return { text: "as expected", isValue: false };
  const value = item[side];
  return value === undefined ? { text: "nothing", isValue: false } : { text: formatValue(value), isValue: true };
}
