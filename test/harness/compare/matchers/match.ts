import { compareValue } from "#harness/compare/compare-value.ts";

/** The message of the only difference between the two, "" if there is none. */
export function mismatch(expected: unknown, found: unknown): string {
  return compareValue({ expected, found, at: "" })
    .map(({ message }) => message)
    .join("\n");
}
