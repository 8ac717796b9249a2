import { describe, expect, test } from "vitest";
import { compareCalls, compareNoCalls } from "#harness/compare/compare-calls.ts";
import { alignDifference } from "#harness/report/align-difference.ts";
import type { CallExpectation } from "#harness/scenario/scenario.ts";
import { aDifference, anExchange } from "./builders.ts";

const made = anExchange(415, "{}", { path: "/api/v2/flows/executions?x=1" });

/** How the first call that was made is shown beside the expected one. */
function align(call: CallExpectation) {
  const [difference] = compareCalls([call], [made], "/calls");
  return alignDifference(aDifference(difference));
}

describe("alignDifference", () => {
  test("shows of a call only the part that is not met as different", () => {
    const path = "/api/v2/flows/executions?x=1";

    expect(align({ method: "post", path: "/api/v2/flows/executions", status: 200 })).toEqual({
      expected: { method: "POST", path, status: 200 },
      found: { method: "POST", path, status: 415 },
    });
    expect(align({ path: { $matches: "executions" }, status: { $oneOf: [200, 202] } })).toEqual({
      expected: { path, status: { $oneOf: [200, 202] } },
      found: { path, status: 415 },
    });
    expect(align({ path: "/api/v2/flows", status: 415 })).toEqual({
      expected: { path: "/api/v2/flows", status: 415 },
      found: { path, status: 415 },
    });
  });

  test("leaves headers and body of a call to the message, since nothing is shown of those that were sent", () => {
    expect(align({ method: "POST", headers: { accept: "x" }, body: { flowId: "a" } })).toEqual({
      expected: { method: "POST" },
      found: { method: "POST" },
    });
  });

  test("keeps an expected status that a call without a response does not have", () => {
    const { response: _, ...unanswered } = made;
    const [difference] = compareCalls([{ method: "POST", status: 200 }], [unanswered], "/calls");

    expect(alignDifference(aDifference(difference))).toEqual({
      expected: { method: "POST", status: 200 },
      found: { method: "POST" },
    });
  });

  test("gives nothing for a call that should not have been made", () => {
    const [difference] = compareNoCalls([{ method: "POST" }], [made], "/noCalls");

    expect(alignDifference(aDifference(difference))).toBeUndefined();
  });

  test("takes every other mismatch as `alignFound` does", () => {
    const difference = aDifference({ at: "/body", expected: { a: 1 }, found: { a: 2, b: 3 } });

    expect(alignDifference(difference)).toEqual({ expected: { a: 1 }, found: { a: 2 } });
  });
});
