import { describe, expect, test } from "vitest";
import { listFindings } from "#harness/report/list-findings.ts";
import { aFullRun } from "./a-full-run.ts";
import { aComparison, aDifference, aDrift, aLeg, aRealLeg, aRun, aScenario } from "./builders.ts";

describe("listFindings", () => {
  test("lists all that there is to look at, the worst first", () => {
    expect(listFindings(aFullRun()).map(({ kind, level, scenario }) => `${level} ${kind} ${scenario}`)).toEqual([
      "error refused tidy-up",
      "error mock-wrong create-user",
      "error expectation launch-thread",
      "error expectation launch-from-app",
      "error flipped launch-claims",
      "error drift read-user",
      "error error launch-claims",
      "error error sdk",
      "warning clean-up sdk",
      "warning expired-tolerance read-user",
      "warning unused-tolerance read-user",
      "warning warning undefined",
      "warning not-run undefined",
      "warning not-run undefined",
      "warning not-run undefined",
      "warning not-run undefined",
    ]);
  });

  test("tells what else differs beside an expectation that only one side meets, and that only once", () => {
    const scenario = aScenario({
      status: "failed",
      legs: [aLeg({ status: "failed", differences: [aDifference()] }), aRealLeg()],
      comparisons: [
        aComparison({
          verdict: "mock-wrong",
          why: "the mock is wrong",
          drift: [
            aDrift({ at: "/expect/status", kind: "expectation", message: "again" }),
            aDrift({ at: "/body/id", kind: "property", message: "more" }),
          ],
        }),
      ],
    });

    expect(listFindings(aRun([scenario])).map(({ kind, messages }) => ({ kind, messages }))).toEqual([
      { kind: "mock-wrong", messages: ["status: expected 200, found 400"] },
      { kind: "drift", messages: ["the mock is wrong", "more"] },
    ]);
  });

  test("tells a circumstance of the run once, whatever it kept from being compared", () => {
    const met = (id: string, message: string, kind: "binding" | "token" = "binding") =>
      aScenario({
        id,
        status: "error",
        legs: [
          aLeg(),
          aRealLeg({ status: "error", error: message, circumstance: { kind, message, seen: `${id} saw it` } }),
        ],
        comparisons: [aComparison({ verdict: "not-run", why: message })],
      });
    const findings = listFindings(
      aRun([met("a", "X names nothing"), met("b", "Y has ended", "token"), met("c", "X names nothing")]),
    );

    expect(findings.map(({ kind, title, messages }) => [kind, title, ...messages])).toEqual([
      [
        "token",
        "1 scenario could not be compared: the real side does not accept the token of the run",
        "Y has ended",
        "b saw it",
        "b",
      ],
      [
        "binding",
        "2 scenarios could not be compared: an id that this run was given names nothing in the real org, or something in the wrong state",
        "X names nothing",
        "a saw it",
        "a, c",
      ],
    ]);
  });

  test("tells a permission that is missing apart from an API that changed", () => {
    const cause = { cause: "permission" as const, drift: [aDrift()] };
    const failed = [aLeg(), aRealLeg({ status: "failed", differences: [aDifference()] })];
    const findings = listFindings(
      aRun([
        aScenario({ status: "failed", legs: failed, comparisons: [aComparison({ verdict: "api-changed", ...cause })] }),
        aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", ...cause })] }),
      ]),
    );

    expect(findings.map(({ kind }) => kind)).toEqual(["permission", "permission", "permission"]);
    expect(findings[0]?.title).toBe("launch [published] on live: the real side lacks a permission");
  });

  test("has something to say of every scenario that did not pass", () => {
    const silent = [
      aScenario({ status: "failed" }),
      aScenario({ status: "error", legs: [aLeg()] }),
      aScenario({ status: "failed", legs: [aLeg({ status: "failed" })] }),
    ];

    expect(listFindings(aRun(silent)).map(({ kind, level }) => `${level} ${kind}`)).toEqual([
      "error expectation",
      "error expectation",
      "error error",
    ]);
  });

  test("tells a property that only one side sends once, with the number of calls", () => {
    const mood = (call: string) =>
      aDrift({ at: "/body/mood", kind: "schema", mock: undefined, call, message: "body.mood: it is new" });
    const drift = [mood("GET /a"), mood("GET /b"), aDrift()];

    const [finding] = listFindings(
      aRun([aScenario({ status: "failed", comparisons: [aComparison({ verdict: "drift", drift })] })]),
    );

    expect(finding?.messages.slice(1)).toEqual([
      "body.mood: it is new (on 2 calls)",
      "status: the mock answers 200, the real API 202",
    ]);
  });
});
