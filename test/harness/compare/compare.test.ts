import { describe, expect, test } from "vitest";
import { compareOutcome, type Outcome } from "#harness/compare/compare.ts";
import type { Expectation } from "#harness/scenario/scenario.ts";
import { buildExchange } from "./build-exchange.ts";

function messages(expectation: Expectation, outcome: Outcome): readonly string[] {
  return compareOutcome(expectation, outcome).map(({ message }) => message);
}

const refused = buildExchange({
  method: "POST",
  path: "/api/v2/flows/executions",
  json: { flowId: "a", context: {} },
  response: { status: 400, json: { code: "invalid.property", status: 400 }, headers: [["Retry-After", "3"]] },
});

describe("compareOutcome", () => {
  test("finds no difference when everything is as expected", () => {
    const expectation: Expectation = {
      status: { $oneOf: [400, 422] },
      headers: { "content-TYPE": { $contains: "json" } },
      body: { code: "invalid.property", stack: "$absent" },
      calls: [{ method: "post", path: "/api/v2/flows/executions", status: 400, body: { context: "$object" } }],
      noCalls: [{ method: "DELETE" }],
      result: { exitCode: 1 },
      state: { get: "/api/v2/flows/executions/1", is: { status: "FAILED" }, withinSeconds: 5, everySeconds: 1 },
    };
    const state = { reached: true, last: { status: "FAILED" }, waitedSeconds: 1 };
    expect(compareOutcome(expectation, { exchanges: [refused], result: { exitCode: 1 }, state })).toEqual([]);
  });

  test("reports the differences of all parts together, in a fixed order", () => {
    const expectation: Expectation = {
      state: { get: "/api/v2/flows/executions/1", is: { status: "COMPLETED" }, withinSeconds: 5, everySeconds: 1 },
      result: { exitCode: 0 },
      noCalls: true,
      calls: [{ method: "GET" }],
      body: { code: "bad_request", errors: "$array" },
      headers: { "Retry-After": "5" },
      status: 200,
    };
    const state = { reached: false, last: { status: "RUNNING" }, waitedSeconds: 5.1 };
    expect(messages(expectation, { exchanges: [refused], result: { exitCode: 2 }, state })).toEqual([
      "status: expected 200, found 400",
      'headers.Retry-After: expected "5", found "3"',
      'body.code: expected "bad_request", found "invalid.property"',
      "body.errors: is missing, expected an array; the names found are code, status",
      'calls[0]: expected a call GET to any path, found none; the closest was POST /api/v2/flows/executions -> 400: method: expected "GET", found "POST"',
      "noCalls: expected no call, found 1: POST /api/v2/flows/executions -> 400",
      "result.exitCode: expected 0, found 2",
      'state.is: expected from /api/v2/flows/executions/1 within 5 s, not reached after 5.1 s; last read: status: expected "COMPLETED", found "RUNNING"',
    ]);
  });

  test("points into the expectation as it is written", () => {
    const expectation: Expectation = {
      status: 200,
      headers: { "X-a/b": "c" },
      body: { code: 1 },
      calls: [{ method: "POST" }, { path: "/x" }],
      noCalls: [{ method: "GET" }, { method: "POST" }],
    };
    expect(compareOutcome(expectation, { exchanges: [refused] }).map(({ at }) => at)).toEqual([
      "/status",
      "/headers/X-a~1b",
      "/body/code",
      "/calls/1",
      "/noCalls/1",
    ]);
  });

  test("looks at the response of the last exchange only", () => {
    const last = buildExchange({ response: { status: 201, json: { id: "b" } } });
    expect(messages({ status: 201, body: { id: "b" } }, { exchanges: [refused, last] })).toEqual([]);
  });

  test("gives one difference when no call was seen", () => {
    expect(compareOutcome({ status: 200, headers: { a: "b" }, body: { id: 1 } }, { exchanges: [] })).toEqual([
      {
        at: "/status",
        expected: 200,
        found: undefined,
        message:
          "status: expected a response with status 200, found none: no call was seen; check that the client ran and uses the base URL it is given",
      },
    ]);
  });

  test("gives one difference when the target did not answer, and says why", () => {
    const exchanges = [buildExchange({ path: "/x", error: "connect ECONNREFUSED\n127.0.0.1:1" })];
    expect(compareOutcome({ body: { id: 1 } }, { exchanges })).toMatchObject([
      {
        at: "/body",
        message:
          "body: expected a response, found none: the target did not answer the last call, GET /x -> no response (connect ECONNREFUSED 127.0.0.1:1); check that it is up and reachable",
      },
    ]);
  });

  test("says that the response is incomplete when its body was cut", () => {
    const exchanges = [buildExchange({ response: { text: '{"id":' }, error: "the body was cut at 6 bytes" })];
    expect(messages({ body: { id: 1 } }, { exchanges })[0]).toMatch(
      /; the response is incomplete: the body was cut at 6 bytes$/,
    );
  });

  test("says that there is no result", () => {
    expect(messages({ result: { id: 1 } }, { exchanges: [] })).toEqual([
      'result: is missing, expected {"id":1}; the client gave no result',
    ]);
  });

  test("says that a state was never read, or was reached too late", () => {
    const expectation: Expectation = { state: { get: "/x", is: { a: 1 }, withinSeconds: 2, everySeconds: 1 } };
    expect(messages(expectation, { exchanges: [] })).toEqual(["state.is: expected, but /x was never read"]);
    expect(
      messages(expectation, { exchanges: [], state: { reached: false, last: { a: 1 }, waitedSeconds: 3 } }),
    ).toEqual([
      "state.is: expected from /x within 2 s, not reached after 3 s; the last read meets it, but came too late",
    ]);
  });

  test.each<[Expectation, string]>([
    [{}, ""],
    [{ calls: [] }, "/calls"],
    [{ noCalls: [] }, "/noCalls"],
    [{ headers: {} }, "/headers"],
    [{ status: 400, calls: [{ headers: {} }] }, "/calls/0/headers"],
    [{ headers: { $any: true } }, "/headers"],
    [{ status: { $unknown: 1 } }, "/status"],
    [{ noCalls: [{ path: { $matches: "(" } }] }, "/noCalls/0/path"],
    [{ noCalls: [{ headers: { a: { $length: "x" } } }] }, "/noCalls/0/headers/a"],
    [{ state: { get: "/x", is: { $not: "$oneOf" }, withinSeconds: 1, everySeconds: 1 } }, "/state/is/$not"],
  ])("never lets %j pass, which cannot be checked or checks nothing", (expectation, at) => {
    const state = { reached: true, last: {}, waitedSeconds: 1 };
    const places = compareOutcome(expectation, { exchanges: [refused], state }).map((one) => one.at);
    expect(places).toEqual([at]);
  });

  test("reports a pattern that takes too long in place of its part, the other parts as usual", () => {
    const path = `/${"a".repeat(60)}!`;
    const expectation: Expectation = { status: 200, noCalls: [{ path: { $matches: "^/(a+)+$" } }] };
    const exchanges = [buildExchange({ path, response: { status: 400 } })];
    expect(messages(expectation, { exchanges })).toEqual([
      "status: expected 200, found 400",
      expect.stringContaining('noCalls: the pattern "^/(a+)+$" was stopped after 1 s'),
    ]);
  });
});
