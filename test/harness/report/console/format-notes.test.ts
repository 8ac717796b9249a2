import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { formatNotes, formatRefused } from "#harness/report/console/format-notes.ts";
import {
  aClaim,
  aComparison,
  aLeg,
  anIdleTolerance,
  anUndecided,
  aRealLeg,
  aRefusedCall,
  aRun,
  aScenario,
} from "#test/harness/report/builders.ts";

const colours = pc.createColors(false);

describe("formatNotes", () => {
  test("says a reason once, for all scenarios that it keeps from running", () => {
    const scenarios = Array.from({ length: 30 }, (_, index) =>
      aScenario({
        id: `s${index}`,
        legs: [aLeg(), aRealLeg({ status: "not-run", error: "it writes" })],
        comparisons: [aComparison({ verdict: "not-run", why: "it writes" })],
      }),
    );
    const claimed = aScenario({ id: "c", claims: [aClaim({ notRunLive: "it has faults" })] });

    expect(formatNotes(aRun([claimed, ...scenarios]), colours)).toEqual([
      "Not run, and why:\n  30 scenarios: it writes (s0, s1, s2 and 27 more)\n  1 scenario: it has faults (c)\n",
    ]);
  });

  test("lists tolerances without use, with their line", () => {
    const idleTolerances = [anIdleTolerance(), anIdleTolerance({ state: "expired", line: 44, may: "differ" })];

    const [text] = formatNotes(aRun([aScenario({ comparisons: [aComparison({ idleTolerances })] })]), colours);

    expect(text).toBe(`\
Tolerances to look at:
  scenarios/launch.scenario.yaml:40:7  /body/selfUri may be-missing: not needed under published
  scenarios/launch.scenario.yaml:44:7  /body/selfUri may differ: over since 2026-12-31
`);
  });

  test("lists what one side only was seen to send, with the scenarios", () => {
    const comparisons = [aComparison({ undecided: [anUndecided()] })];

    const [text] = formatNotes(
      aRun([aScenario({ id: "a", comparisons }), aScenario({ id: "b", comparisons })]),
      colours,
    );

    expect(text).toBe(`\
Sent by one side only, which may be data:
  GET /api/v2/users?pageNumber=1  ${anUndecided().message} (a, b)
`);
  });

  test("lists what was cleaned up, what was left behind first", () => {
    const cleanUp = [{ call: "DELETE /a" }, { call: "DELETE /b", error: "403" }];

    const [text] = formatNotes(aRun([aScenario({ legs: [aRealLeg({ cleanUp })] })]), colours);

    expect(text).toBe(`\
Cleaned up: 1 deleted, 1 LEFT TO YOU
  launch [published] on live: DELETE /b: 403
  launch [published] on live: DELETE /a
`);
  });

  test("passes on the warnings of the run and shows no more than 20", () => {
    const warnings = Array.from({ length: 23 }, (_, index) => `old ${index}`);

    const [text = ""] = formatNotes(aRun([], { warnings }), colours);

    expect(text.split("\n")).toHaveLength(23);
    expect(text).toContain("  old 19\n  … 3 more lines\n");
  });

  test("is empty where there is nothing to say", () => {
    expect(formatNotes(aRun([aScenario({ legs: [aLeg(), aRealLeg()] })]), colours)).toEqual([]);
  });
});

describe("formatRefused", () => {
  test("shouts about calls that were stopped", () => {
    const [text] = formatRefused([aScenario({ legs: [aLeg({ exchanges: [aRefusedCall()] })] })], colours);

    expect(text).toBe(`\
 REFUSED FOR SAFETY: 1 call was stopped and never left 
  launch [published] on mock: DELETE /api/v2/users/u-1
    it writes, and the scenario says effect: reads; say effect: writes if it is meant to
`);
  });

  test("is empty where none was", () => {
    expect(formatRefused([aScenario({ legs: [aLeg()] })], colours)).toEqual([]);
  });
});
