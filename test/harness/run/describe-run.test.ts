import { describe, expect, test } from "vitest";
import { describeAnswer, describeCall } from "#harness/run/describe-run.ts";
import type { ClientRun } from "#harness/run/run-client.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";

/** A run whose only call was answered with this. */
const answeredWith = (status: number, text: string): Pick<ClientRun, "exchanges"> => ({
  exchanges: [buildExchange({ response: { status, text } })],
});

describe("describeCall", () => {
  test("names method and path of the last call", () => {
    const first = buildExchange({ method: "POST", path: "/oauth/token" });
    const last = buildExchange({ method: "GET", path: "/api/v2/users?pageSize=5" });
    expect(describeCall({ exchanges: [first, last] })).toBe("GET /api/v2/users?pageSize=5");
  });

  test("says that there was no call", () => {
    expect(describeCall({ exchanges: [] })).toBe("no call");
  });
});

describe("describeAnswer", () => {
  test("gives status, code, message and the fields of a refusal", () => {
    const refusal = {
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ field: "type" }, { field: "initiator.id" }, { noField: 1 }, null],
    };
    expect(describeAnswer(answeredWith(400, JSON.stringify(refusal)))).toBe(
      "400 bad_request: The request body is not valid. (type, initiator.id)",
    );
  });

  test.each([
    ["a code without a message", '{"code":"not.found"}', "404 not.found"],
    ["a refusal without errors", '{"code":"a","message":"b","errors":[]}', "404 a: b"],
    ["an object without a code", '{"error":"invalid_client"}', '404 {"error":"invalid_client"}'],
    ["a list", "[1]", "404 [1]"],
    ["null", "null", "404 null"],
    ["no JSON", "<html>", "404 <html>"],
    ["nothing", "", "404"],
  ])("gives %s as it is", (_what, body, expected) => {
    expect(describeAnswer(answeredWith(404, body))).toBe(expected);
  });

  test("describes the last of several answers", () => {
    const exchanges = [buildExchange({ response: { status: 200 } }), buildExchange({ response: { status: 204 } })];
    expect(describeAnswer({ exchanges })).toBe("204");
  });

  test("cuts after 160 characters", () => {
    expect(describeAnswer(answeredWith(200, "x".repeat(156)))).toBe(`200 ${"x".repeat(156)}`);
    expect(describeAnswer(answeredWith(200, "x".repeat(157)))).toBe(`200 ${"x".repeat(156)}...`);
  });

  test("gives the result of a client whose call was not answered, or which made none", () => {
    const unanswered = buildExchange({ error: "the target closed the connection" });
    expect(describeAnswer({ exchanges: [unanswered], result: { exitCode: 52 } })).toBe('{"exitCode":52}');
    expect(describeAnswer({ exchanges: [], result: "done" })).toBe('"done"');
    expect(describeAnswer({ exchanges: [], result: null })).toBe("null");
    expect(describeAnswer({ exchanges: [unanswered] })).toBe("no answer");
  });

  test("describes a result that JSON has no form for", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(describeAnswer({ exchanges: [], result: 10n })).toBe("10n");
    expect(describeAnswer({ exchanges: [], result: circle })).toBe("<ref *1> { self: [Circular *1] }");
    expect(describeAnswer({ exchanges: [], result: new Map([["a", 1]]) })).toBe("Map(1) { 'a' => 1 }");
  });
});
