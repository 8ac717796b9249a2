import type { ComparisonVerdict } from "#harness/compare/drift/drift.ts";
import type { Comparison } from "#harness/run/run-event.ts";

/** What a comparison found, in words that fit behind a name. */
const verdictWords: Readonly<Record<ComparisonVerdict, string>> = {
  agree: "agree",
  "mock-wrong": "the mock is wrong",
  "api-changed": "the API changed, or the expectation is wrong",
  "bug-reproduced": "the client's bug, reproduced",
  drift: "drift",
  "other-contract": "the real API follows another contract",
  "not-run": "not compared",
};

/** Gives the words for one comparison. Where the run was not given the rights, that is what it found. */
export function wordsOf({ verdict, cause }: Pick<Comparison, "verdict" | "cause">): string {
  return cause === undefined ? verdictWords[verdict] : "the real side lacks a permission";
}

/** The same in a count: `2 agree, 1 mock wrong`. */
export const verdictCountWords: Readonly<Record<ComparisonVerdict, string>> = {
  agree: "agree",
  "mock-wrong": "mock wrong",
  "api-changed": "API changed",
  "bug-reproduced": "bug reproduced",
  drift: "drift",
  "other-contract": "other contract",
  "not-run": "not run",
};
