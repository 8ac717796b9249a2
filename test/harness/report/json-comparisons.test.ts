import { describe, expect, test } from "vitest";
import {
  aComparison,
  aDrift,
  aLeg,
  anIdleTolerance,
  anUndecided,
  aRealLeg,
  aRefusedCall,
  aRun,
  aScenario,
} from "./builders.ts";
import { writeJson } from "./write-json.ts";

describe("a JSON report of a run with a real side", () => {
  test("writes the sides, their comparison and what differs, with the contract and the client", async () => {
    const report = JSON.parse(
      await writeJson(
        aRun([
          aScenario({
            status: "failed",
            legs: [
              aLeg({ client: "app" }),
              aRealLeg({
                client: "app",
                attempts: 2,
                exchanges: [aRefusedCall()],
                cleanUp: [{ call: "DELETE /a" }, { call: "DELETE /b", error: "403" }],
              }),
            ],
            comparisons: [
              aComparison({
                client: "app",
                verdict: "drift",
                why: "they differ",
                drift: [aDrift({ mock: undefined, live: { a: 1n } })],
                undecided: [anUndecided()],
                idleTolerances: [anIdleTolerance()],
              }),
            ],
          }),
        ]),
      ),
    );

    const [scenario] = report.scenarios;
    expect(scenario.targets[1]).toMatchObject({
      target: "live",
      side: "real",
      client: "app",
      attempts: 2,
      exchanges: [{ method: "DELETE", refused: true }],
      cleanUp: [{ call: "DELETE /a" }, { call: "DELETE /b", error: "403" }],
    });
    expect(scenario.comparisons).toEqual([
      {
        contract: "published",
        client: "app",
        verdict: "drift",
        why: "they differ",
        undecided: [anUndecided()],
        tolerated: [],
        idleTolerances: [anIdleTolerance()],
      },
    ]);
    expect(scenario.drift).toEqual([
      { contract: "published", client: "app", ...aDrift({ live: "{ a: 1n }" }), mock: undefined },
    ]);
    expect(scenario.drift[0]).not.toHaveProperty("mock");
    expect(report.summary.comparisons).toMatchObject({ drift: 1, agree: 0 });
    expect(report.summary.refusedCalls).toBe(1);
  });
});
