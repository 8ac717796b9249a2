import { describe, expect, test } from "vitest";
import { formatSummary } from "#harness/report/console/format-summary.ts";
import { aFullRun } from "#test/harness/report/a-full-run.ts";
import {
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anIdleTolerance,
  aRealLeg,
  aRefusedCall,
  aRun,
  aScenario,
} from "#test/harness/report/builders.ts";

describe("formatSummary", () => {
  test("gives the run in numbers, with what only a run on a real org has", () => {
    expect(formatSummary(aFullRun())).toBe(`\
Scenarios: 3 passed, 6 failed, 1 error, 2 skipped because the run was stopped
Claims under published: 1 holds, 1 refuted, 1 undecided
Claims under thread: 1 holds, 0 refuted, 1 undecided
Claims on live: 0 holds, 1 refuted, 0 undecided
Comparison: 2 agree, 1 mock wrong, 1 bug reproduced, 1 drift, 1 other contract, 3 not run
Refused for safety: 1 call
Time: 8.4 s
Exit code: 5, and 1, 4 would apply too (docs/exit-codes.md)
Next: a call was stopped before it left, for the reason shown; correct the client or the credentials that it uses, or state the \`effect\` that it needs and allow it with --allow.
`);
  });

  const failed = { status: "failed" as const, differences: [aDifference()] };
  test.each([
    [
      "a wrong mock",
      aScenario({
        status: "failed",
        legs: [aLeg(failed), aRealLeg()],
        comparisons: [aComparison({ verdict: "mock-wrong" })],
      }),
      "Next: the real API does what the scenario expects and the mock does not;",
    ],
    [
      "a changed API",
      aScenario({
        status: "failed",
        legs: [aLeg(), aRealLeg(failed)],
        comparisons: [aComparison({ verdict: "api-changed" })],
      }),
      "Next: the mock does what the scenario expects and the real API does not;",
    ],
    [
      "drift",
      aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift: [aDrift()] })] }),
      "Next: decide for each difference which side is right;",
    ],
    [
      "a refused call",
      aScenario({ status: "failed", legs: [aLeg({ status: "failed", exchanges: [aRefusedCall()] })] }),
      "Next: a call was stopped before it left, for the reason shown",
    ],
    [
      "a bug that is gone",
      aScenario({ status: "failed", openBug: true, legs: [aLeg()] }),
      "Next: a known bug is gone;",
    ],
    [
      "something left behind",
      aScenario({ legs: [aRealLeg({ cleanUp: [{ call: "DELETE /a", error: "403" }] })] }),
      "Next: the run has left something behind",
    ],
    [
      "a tolerance without use",
      aScenario({ comparisons: [aComparison({ idleTolerances: [anIdleTolerance()] })] }),
      "Next: a tolerance is not needed any more;",
    ],
  ])("says what to do next about %s", (_, scenario, next) => {
    expect(formatSummary(aRun([scenario]))).toContain(`\n${next}`);
  });

  test("says nothing to do next where all is as expected, even if something was not run", () => {
    const scenario = aScenario({ legs: [aLeg(), aRealLeg({ status: "not-run", error: "it writes" })] });

    expect(formatSummary(aRun([scenario]))).not.toContain("Next:");
  });
});
