import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { DriftItem } from "#harness/compare/drift/drift.ts";
import { formatComparison } from "#harness/report/console/format-comparison.ts";
import { listCases } from "#harness/report/list-cases.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { aComparison, aDrift, aLeg, aRealLeg, aScenario } from "#test/harness/report/builders.ts";

describe("formatComparison", () => {
  test("names place, kind, call and both values of each difference, where it shows in the file, else at the scenario", () => {
    const scenario = aScenario({
      status: "failed",
      legs: [aLeg(), aRealLeg({ target: "recording" })],
      comparisons: [
        aComparison({
          verdict: "drift",
          why: "they differ",
          drift: [
            anExpectation({ at: "/expect/status", live: 202, message: "only the mock meets it", line: 27, column: 11 }),
            aDrift({ at: "/body/id", kind: "property", mock: undefined, live: "x", message: "id: only there" }),
          ],
          tolerated: [{ ...aDrift(), why: "known", until: "2026-12-31" }],
        }),
      ],
    });

    expect(format(scenario)).toBe(`\
✗ launch [published] mock and recording: drift
  they differ
  scenarios/launch.scenario.yaml:27:11  /expect/status (expectation)
    only the mock meets it
    mock       as expected
    recording  202
  scenarios/launch.scenario.yaml:2:1  /body/id (property) of POST /api/v2/flows/executions
    id: only there
    mock       nothing
    recording  "x"
  tolerated: 1 difference
  to allow what is meant to stay, under \`compare.tolerate\`, with why and a last day (until: YYYY-MM-DD):
    - { at: /expect/status, may: differ, why: ..., until: ... }
    - { at: /body/id, may: be-added, why: ..., until: ... }
`);
  });

  test("tells a property that only one side sends once, with the calls that it was seen on", () => {
    const mood = (call: string) => aDrift({ at: "/body/mood", kind: "schema", mock: undefined, live: "good", call });
    const drift = ["GET /a", "GET /b", "GET /c", "GET /d", "GET /e", "GET /f"].map(mood);

    const text = format(aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift })] }));

    expect(text.match(/\/body\/mood \(schema\) of 6 calls/g)).toHaveLength(1);
    expect(text).toContain("    in GET /a, GET /b, GET /c, GET /d, GET /e and 1 more\n");
  });

  test("shows ten entries to paste at most, and none where no tolerance would change the verdict", () => {
    const drift = Array.from({ length: 12 }, (_, index) => aDrift({ at: `/body/p${index}`, kind: "value" }));
    const entries = (changes: Parameters<typeof aComparison>[0], leg = aRealLeg()) => {
      const comparisons = [aComparison({ drift, ...changes })];
      return format(aScenario({ status: "failed", legs: [aLeg(), leg], comparisons })).match(/may: differ|and 2 more/g);
    };

    expect(entries({ verdict: "drift" })).toHaveLength(11);
    expect(entries({ verdict: "api-changed" })).toBeNull();
    expect(entries({ verdict: "drift" }, aRealLeg({ status: "error" }))).toBeNull();
  });

  test("shows 25 differences and counts the rest", () => {
    const drift = Array.from({ length: 30 }, (_, index) => aDrift({ at: `/body/p${index}` }));

    const text = format(aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift })] }));

    expect(text.match(/\/body\/p\d+ \(status\)/g)).toHaveLength(25);
    expect(text).toContain("  … 5 more differences: the JSON and HTML reports have them all\n");
  });

  test.each(["agree", "other-contract", "not-run", "bug-reproduced"] as const)("is empty for %s", (verdict) => {
    expect(format(aScenario({ status: "failed", comparisons: [aComparison({ verdict })] }))).toBe("");
  });
});

/** An expectation that only the mock meets. */
function anExpectation(changes: Partial<DriftItem>): DriftItem {
  const { mock: _mock, call: _call, ...item } = aDrift({ kind: "expectation", ...changes });
  return item;
}

function format(result: ScenarioResult): string {
  return listCases(result)
    .flatMap((one) => formatComparison(result, one, { colours: pc.createColors(false), diff: () => undefined }))
    .join("");
}
