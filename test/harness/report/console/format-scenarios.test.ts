import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { formatScenarios } from "#harness/report/console/format-scenarios.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { aComparison, aDrift, aLeg, aRealLeg, aScenario } from "#test/harness/report/builders.ts";

describe("formatScenarios", () => {
  test("shows both sides and what they together say on the line of the scenario", () => {
    const scenario = aScenario({
      status: "failed",
      legs: [aLeg(), aRealLeg({ status: "failed", attempts: 3 })],
      comparisons: [
        aComparison({
          verdict: "api-changed",
          drift: [aDrift()],
          tolerated: [{ ...aDrift(), why: "known", until: "2026-12-31" }],
        }),
      ],
    });

    expect(format(scenario)).toBe(
      "✗ launch  A launch  (published: mock ✓  live ✗ (attempt 3, after 429)  the API changed, or the expectation is wrong (1 difference, 1 tolerated))  12 ms\n",
    );
  });

  test("gives each contract and client a line where there are several", () => {
    const scenario = aScenario({
      legs: [
        aLeg({ client: "curl" }),
        aLeg({ client: "app", status: "failed" }),
        aRealLeg({ client: "app", status: "not-run", error: "it writes" }),
      ],
      comparisons: [aComparison({ client: "app", verdict: "not-run", why: "it writes" })],
    });

    expect(format(scenario)).toBe(`\
✓ launch  A launch  (published)  12 ms
    published curl  mock ✓
    published app   mock ✗  live - not run
`);
  });

  test("names a scenario whose bug is known", () => {
    expect(format(aScenario({ openBug: true, legs: [aLeg({ status: "failed" })] }))).toBe(
      "✓ launch  A launch  [open bug]  (published)  12 ms\n",
    );
  });

  test("is empty without scenarios", () => {
    expect(formatScenarios([], pc.createColors(false))).toBe("");
  });
});

function format(result: ScenarioResult): string {
  return formatScenarios([result], pc.createColors(false));
}
