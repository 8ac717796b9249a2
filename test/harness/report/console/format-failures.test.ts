import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { formatFailures } from "#harness/report/console/format-failures.ts";
import { diffValues } from "#harness/report/diff-values.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import {
  aComparison,
  aDifference,
  aDrift,
  aLeg,
  anExchange,
  aRealLeg,
  aScenario,
} from "#test/harness/report/builders.ts";

describe("formatFailures", () => {
  test("shows what differs in structured values below the message, without what is not asked about", () => {
    const difference = aDifference({
      at: "/body",
      expected: { id: { $uuid: true }, tags: ["a", "b"] },
      found: { id: "5f7e0e2c-0000-4000-8000-000000000001", tags: ["a", "c"], other: 1 },
      message: "body: expected another one",
    });

    expect(
      format(aScenario({ status: "failed", legs: [aLeg({ status: "failed", differences: [difference] })] })),
    ).toBe(`\
✗ launch [published] on mock
  scenarios/launch.scenario.yaml:27:11  body: expected another one
    - expected  + found
      {
        "id": "5f7e0e2c-0000-4000-8000-000000000001",
        "tags": [
          "a",
    -     "b"
    +     "c"
        ]
      }
  no call reached the target
`);
  });

  test("names the last calls, and how many came before them", () => {
    const exchanges = Array.from({ length: 14 }, (_, index) => anExchange(200 + index, "{}"));

    const lines = format(
      aScenario({ status: "failed", legs: [aLeg({ status: "failed", differences: [aDifference()], exchanges })] }),
    ).split("\n");

    expect(lines.slice(2, 5)).toEqual([
      "  … 3 earlier calls are not shown",
      "  > POST /api/v2/flows/executions  < 203",
      "  > POST /api/v2/flows/executions  < 204",
    ]);
    expect(lines.slice(-3)).toEqual(["  > POST /api/v2/flows/executions", "  < 213 {}", ""]);
  });

  test("masks the token of an answer that nobody has announced", () => {
    const exchange = anExchange(200, '{"access_token":"abc123","expires_in":5}', { path: "/oauth/token?code=xyz" });

    const text = format(aScenario({ status: "failed", legs: [aLeg({ status: "failed", exchanges: [exchange] })] }));

    expect(text).toContain(
      '> POST /oauth/token?code=<redacted>\n  < 200 {"access_token":"<redacted>","expires_in":5}\n',
    );
  });

  test("says nothing of a known bug that shows, nor of a contract that the real API does not follow", () => {
    const failed = { status: "failed" as const, differences: [aDifference()] };
    const known = aScenario({ openBug: true, legs: [aLeg(failed)] });
    const driftingBug = aScenario({ openBug: true, status: "failed", legs: [aLeg(failed)] });
    const settled = aScenario({
      status: "failed",
      legs: [aLeg(), aRealLeg(failed)],
      comparisons: [aComparison({ verdict: "other-contract", drift: [aDrift()] })],
    });

    expect(formatFailures([known, driftingBug, settled], { colours: pc.createColors(false) })).toEqual([]);
  });

  test("says that a known bug is gone when every side passes", () => {
    expect(format(aScenario({ openBug: true, status: "failed", legs: [aLeg()] }))).toBe(`\
✗ launch a known bug is gone
  scenarios/launch.scenario.yaml:2  expected it to fail, as \`status: open-bug\` says, found that every side passes
`);
  });
});

function format(result: ScenarioResult): string {
  return formatFailures([result], {
    colours: pc.createColors(false),
    diff: (left, right) => (typeof left === "object" ? diffValues(left, right) : undefined),
  }).join("");
}
