import { describe, expect, test } from "vitest";
import { type ComparedOutcomes, decideComparison, failAlike } from "#harness/compare/drift/decide-comparison.ts";

const item = { at: "/status", kind: "status", message: "status: another one" } as const;
const decide = (outcomes: Partial<ComparedOutcomes>) =>
  decideComparison({ mock: "passed", real: "passed", drift: [], alike: false, openBug: false, ...outcomes });

describe("decideComparison", () => {
  test.each(["binding", "permission", "token", "unavailable"] as const)(
    "explains nothing away where only the real API meets the expectation: %s",
    (kind) => {
      const cause = { kind, reason: "It names nothing", advice: "Set it" };
      expect(decide({ mock: "failed", drift: [item], cause })).toEqual({
        verdict: "mock-wrong",
        why: "the real API meets the expectation and the mock does not: the mock is wrong",
      });
    },
  );

  test.each<[Partial<ComparedOutcomes>, string, string]>([
    [{}, "agree", "both sides pass and answer alike"],
    [{ drift: [item] }, "drift", "both sides pass, with one difference between them that no tolerance allows"],
    [
      { mock: "failed", drift: [item] },
      "mock-wrong",
      "the real API meets the expectation and the mock does not: the mock is wrong",
    ],
    [
      { real: "failed", drift: [item] },
      "api-changed",
      "the mock meets the expectation and the real API does not: the API changed, or the expectation is wrong",
    ],
    [
      { mock: "failed", real: "failed", alike: true },
      "bug-reproduced",
      "both sides fail the same expectations: the client's bug, reproduced",
    ],
    [
      { mock: "failed", real: "failed", alike: true, drift: [item, item] },
      "drift",
      "both sides fail, with 2 differences between them that no tolerance allows",
    ],
    [
      { mock: "failed", real: "failed", alike: true, openBug: true },
      "bug-reproduced",
      "both sides fail the same expectations: the client's bug, reproduced, as is known",
    ],
    [{ mock: "failed", openBug: true }, "mock-wrong", "the known bug shows on the mock only: the mock is wrong"],
    [
      { real: "failed", openBug: true },
      "api-changed",
      "the known bug shows on the real API only: the API changed, or the expectation is wrong",
    ],
    [
      { real: "error" },
      "not-run",
      "the client or the target did not work on the real API, so the two sides cannot be compared; look at the error of that leg",
    ],
    [
      { mock: "error", real: "error", drift: [item] },
      "drift",
      "the client or the target did not work on either side, and up to there the two sides have one difference",
    ],
  ])("of %j is %s", (outcomes, verdict, why) => {
    expect(decide(outcomes)).toEqual({ verdict, why });
  });
});

describe("failAlike", () => {
  const at = (...places: string[]) => places.map((place) => ({ at: place, expected: 1, found: place, message: "" }));

  test.each([
    [at("/status"), at("/status"), true],
    [at("/status", "/body/a"), at("/body/a", "/status"), true],
    [at("/body/a", "/body/a"), at("/body/a"), true],
    [at("/status"), at("/body/a"), false],
    [at("/status"), at("/status", "/body/a"), false],
    [at(), at(), false],
  ])("compares the places that fail: %j and %j", (mock, real, alike) => {
    expect(failAlike(mock, real)).toBe(alike);
  });
});
