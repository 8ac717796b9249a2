import { expect, test } from "vitest";
import { answered, compareRuns, publishedFacts } from "#test/harness/compare/drift/compare-runs.ts";

test("the keys of an object that the contract leaves to the org are no drift", () => {
  const path = "/api/v2/flows/executions/0b5ea9a4-5f0c-4b0e-9d8b-6f1f3f0f0f0f";
  const execution = { flowVersion: {}, dateLaunched: "2026-11-24T10:00:00.000Z", status: "COMPLETED" };
  const mock = answered({ ...execution, outputData: { "Flow.a": 1 } }, { path });
  const real = answered({ ...execution, outputData: { "Flow.b": "two" } }, { path });
  expect(compareRuns([mock], [real], { facts: publishedFacts }).drift).toEqual([]);
});
