import { describe, expect, test } from "vitest";
import { fatalReasonOf, warningsOf } from "#harness/report/fatal-reason.ts";
import { aPlan, aRun, aScenario } from "./builders.ts";

const fatal = aRun([], { skipped: 3, exitCode: 3, exitCodes: [3], warnings: ["the host is down", "old"] });

describe("fatalReasonOf", () => {
  test("gives the first warning of a run that could not begin, and takes it from the others", () => {
    expect(fatalReasonOf(fatal)).toBe("the host is down");
    expect(warningsOf(fatal)).toEqual(["old"]);
  });

  test.each([
    ["was stopped by hand", { ...fatal, exitCode: 130, exitCodes: [130] }],
    ["is a plan only", { ...fatal, plan: aPlan({ dryRun: true }) }],
    ["has results", { ...fatal, scenarios: [aScenario()] }],
    ["has nothing to run", { ...fatal, skipped: 0 }],
  ])("gives nothing for a run that %s", (_, run) => {
    expect(fatalReasonOf(run)).toBeUndefined();
    expect(warningsOf(run)).toEqual(["the host is down", "old"]);
  });
});
