import { describe, expect, test } from "vitest";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { answered, compareRuns } from "#test/harness/compare/drift/compare-runs.ts";

const kinds = (...runs: Parameters<typeof compareRuns>) => compareRuns(...runs).drift.map(({ cause }) => cause?.kind);
const ok = answered({});
const unanswered = (error: string) => buildExchange({ error });

describe("a real side that is not available", () => {
  test.each([502, 503, 504])("answers %i where the mock does not", (status) => {
    expect(kinds([ok], [answered({}, { status })])).toEqual(["unavailable"]);
    expect(kinds([answered({}, { status: 404 })], [answered({}, { status })])).toContain("unavailable");
    expect(kinds([answered({}, { status })], [answered({}, { status })])).toEqual([]);
  });

  test("is not one that answers 500 or 429", () => {
    expect(kinds([ok], [answered({}, { status: 500 })])).toEqual([undefined]);
    expect(kinds([ok], [answered({}, { status: 429 })])).toEqual([undefined]);
  });

  test("takes no connection, or closes it without an answer", () => {
    expect(kinds([ok], [unanswered("No connection to https://api.example: refused.")])).toEqual(["unavailable"]);
    expect(kinds([ok], [unanswered("the target closed the connection without a response (reset)")])).toEqual([
      "unavailable",
    ]);
  });

  test("is not one whose client was gone before it could answer", () => {
    const gone = "the connection to the client was closed before the response was complete";
    expect(kinds([ok], [unanswered(gone)])).toEqual([undefined]);
  });
});
