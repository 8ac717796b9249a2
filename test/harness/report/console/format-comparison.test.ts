import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { formatComparison } from "#harness/report/console/format-comparison.ts";
import { listCases } from "#harness/report/list-cases.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { aComparison, aDifference, aDrift, aLeg, aRealLeg, aScenario } from "#test/harness/report/builders.ts";

describe("formatComparison", () => {
  test("names place, kind, call and both values of each difference, at the expectation it is about", () => {
    const scenario = aScenario({
      status: "failed",
      legs: [aLeg(), aRealLeg({ target: "recording", differences: [aDifference()] })],
      comparisons: [
        aComparison({
          verdict: "drift",
          why: "they differ",
          drift: [
            aDrift({ at: "/expect/status", kind: "expectation", message: "only the mock meets it" }),
            aDrift({ at: "/body/id", kind: "property", mock: undefined, live: "x", message: "id: only there" }),
          ],
          tolerated: [{ ...aDrift(), why: "known", until: "2026-12-31" }],
        }),
      ],
    });

    expect(format(scenario)).toBe(`\
✗ launch [published] mock and recording: drift
  they differ
  scenarios/launch.scenario.yaml:27:11  /expect/status (expectation) of POST /api/v2/flows/executions
    only the mock meets it
    mock       200
    recording  202
  scenarios/launch.scenario.yaml:2:1  /body/id (property) of POST /api/v2/flows/executions
    id: only there
    mock       nothing
    recording  "x"
  tolerated: 1 difference
`);
  });

  test("shows 25 differences and counts the rest", () => {
    const drift = Array.from({ length: 30 }, (_, index) => aDrift({ at: `/body/p${index}` }));

    const text = format(aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift })] }));

    expect(text.match(/\/body\/p/g)).toHaveLength(25);
    expect(text).toContain("  … 5 more differences: the JSON and HTML reports have them all\n");
  });

  test.each(["agree", "other-contract", "not-run", "bug-reproduced"] as const)("is empty for %s", (verdict) => {
    expect(format(aScenario({ status: "failed", comparisons: [aComparison({ verdict })] }))).toBe("");
  });
});

function format(result: ScenarioResult): string {
  return listCases(result)
    .flatMap((one) => formatComparison(result, one, { colours: pc.createColors(false), diff: () => undefined }))
    .join("");
}
