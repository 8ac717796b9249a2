import { describe, expect, test } from "vitest";
import { compareCalls, compareNoCalls } from "#harness/compare/compare-calls.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CallExpectation } from "#harness/scenario/scenario.ts";
import { buildExchange } from "./build-exchange.ts";

function messages(expected: readonly CallExpectation[], exchanges: readonly Exchange[]): readonly string[] {
  return compareCalls(expected, exchanges, "/calls").map(({ message }) => message);
}

const login = buildExchange({ method: "POST", path: "/oauth/token", text: "grant_type=client_credentials" });
const users = buildExchange({ path: "/api/v2/users?pageSize=5&pageNumber=1" });
const launch = buildExchange({
  method: "POST",
  path: "/api/v2/flows/executions",
  headers: [["Authorization", "Bearer secret-token"]],
  json: { flowId: "a", name: "n" },
  response: { status: 400 },
});

describe("compareCalls", () => {
  test("accepts calls in order with others between them", () => {
    expect(messages([{ path: "/oauth/token" }, { method: "POST", status: 400 }], [login, users, launch])).toEqual([]);
  });

  test("lets an exchange count for one expected call only", () => {
    expect(messages([{ path: "/oauth/token" }, { path: "/oauth/token" }], [login, users])).toEqual([
      "calls[1]: expected a call of any method /oauth/token, found it only as call 1 of 2, which already meets calls[0]",
    ]);
    expect(messages([{ path: "/oauth/token" }, { path: "/oauth/token" }], [login, login])).toEqual([]);
  });

  test("says that a call came too early", () => {
    expect(messages([{ path: "/api/v2/users" }, { path: "/oauth/token" }], [login, users])).toEqual([
      "calls[1]: expected a call of any method /oauth/token, found it only as call 1 of 2, which is before the call that meets calls[0]",
    ]);
  });

  test("goes on with the other calls after one that was not met", () => {
    expect(messages([{ path: "/nothing" }, { path: "/oauth/token" }, { status: 500 }], [login, launch])).toHaveLength(
      2,
    );
  });

  test("names the closest call and all that differed", () => {
    const expected = {
      method: "POST",
      path: "/api/v2/flows/executions",
      status: 200,
      headers: { Authorization: "$absent" },
      body: { flowId: "b", inputData: "$object" },
    };
    expect(compareCalls([expected], [login, users, launch], "/calls")).toEqual([
      {
        at: "/calls/0",
        expected,
        found: { method: "POST", path: "/api/v2/flows/executions", status: 400 },
        message:
          "calls[0]: expected a call POST /api/v2/flows/executions with status 200, the given headers, the given body, found none; " +
          "the closest was POST /api/v2/flows/executions -> 400: status: expected 200, found 400; " +
          'headers.Authorization: expected nothing here, found "Bearer secret-token"; ' +
          'body.flowId: expected "b", found "a"; ' +
          "body.inputData: is missing, expected an object; the names found are flowId, name",
      },
    ]);
  });

  test("takes the same path with another method for closer than another path, and the best spelt path for the closest", () => {
    const others = [
      buildExchange({ method: "GET", path: "/api/v2/users" }),
      buildExchange({ method: "PUT", path: "/api/v2/flows" }),
    ];
    expect(messages([{ method: "PUT", path: "/api/v2/users" }], others)[0]).toContain(
      "the closest was GET /api/v2/users",
    );
    expect(messages([{ method: "PUT", path: "/api/v2/flow" }], others)[0]).toContain(
      "the closest was PUT /api/v2/flows",
    );
  });

  test("says that there was no call, or none beside those that meet other entries", () => {
    expect(messages([{ method: "GET" }], [])).toEqual([
      "calls[0]: expected a call GET to any path, found no call at all; check that the client uses the base URL it is given",
    ]);
    expect(messages([{ path: "/oauth/token" }, { path: "/x" }], [login])).toEqual([
      "calls[1]: expected a call of any method /x, found no call beside the 1 that meet other entries",
    ]);
  });

  test("compares a path without a query with the path only, one with a query with both", () => {
    expect(messages([{ path: "/api/v2/users" }], [users])).toEqual([]);
    expect(messages([{ path: "/api/v2/users?pageSize=5&pageNumber=1" }], [users])).toEqual([]);
    expect(messages([{ path: "/api/v2/users?pageSize=5" }], [users])).toHaveLength(1);
  });

  test("shows path and query to matchers, except to lists of paths without a query", () => {
    expect(messages([{ path: { $contains: "pageSize=5" } }], [users])).toEqual([]);
    expect(messages([{ path: { $matches: "^/api/v2/users$" } }], [users])).toHaveLength(1);
    expect(messages([{ path: { $oneOf: ["/api/v2/users", "/api/v2/flows"] } }], [users])).toEqual([]);
    expect(messages([{ path: { $not: "/api/v2/users" } }], [users])).toHaveLength(1);
    expect(messages([{ path: { $not: { $contains: "pageSize" } } }], [users])).toHaveLength(1);
  });

  test("compares the request's headers and body, and takes a method in any case", () => {
    expect(messages([{ method: "post", headers: { authorization: { $contains: "Bearer" } } }], [launch])).toEqual([]);
    expect(messages([{ body: { $contains: "client_credentials" } }], [login])).toEqual([]);
    expect(messages([{ method: { $oneOf: ["PUT", "POST"] }, body: "$absent" }], [login])[0]).toContain(
      "the closest was POST /oauth/token -> 200: body: expected nothing here",
    );
  });

  test("says why a call has no status", () => {
    const exchanges = [buildExchange({ path: "/x", error: "socket hang up" })];
    expect(messages([{ path: "/x", status: "$absent" }], exchanges)).toEqual([]);
    expect(messages([{ path: "/x", status: 200 }], exchanges)[0]).toMatch(
      /-> no response \(socket hang up\): status: is missing, expected 200; there was no response: socket hang up$/,
    );
  });

  test("lists the first of many mismatches", () => {
    const body = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`key${index}`, 1]));
    expect(messages([{ body }], [login])[0]).toContain("that is not JSON");
    expect(messages([{ body }], [launch])[0]).toMatch(/; and 3 more$/);
  });
});

describe("compareNoCalls", () => {
  test("finds no difference when there was no call, or none of the listed ones", () => {
    expect(compareNoCalls(true, [], "/noCalls")).toEqual([]);
    expect(compareNoCalls([{ method: "DELETE" }, { path: "/api/v2/user" }], [login, users], "/noCalls")).toEqual([]);
  });

  test("names the calls that should not have been", () => {
    expect(compareNoCalls(true, [login, users], "/noCalls")).toMatchObject([
      {
        at: "/noCalls",
        message:
          "noCalls: expected no call, found 2: POST /oauth/token -> 200, GET /api/v2/users?pageSize=5&pageNumber=1 -> 200",
      },
    ]);
  });

  test("gives one difference per listed call that was seen, and names the first of many", () => {
    const many = Array.from({ length: 7 }, () => launch);
    expect(compareNoCalls([{ path: "/x" }, { method: "POST", status: 400 }], many, "/noCalls")).toMatchObject([
      {
        at: "/noCalls/1",
        message: expect.stringMatching(
          /^noCalls\[1\]: expected no call POST to any path with status 400, found 7: (POST \/api\/v2\/flows\/executions -> 400, ){5}and 2 more$/,
        ),
      },
    ]);
  });

  test("keeps headers and bodies out of what was found", () => {
    expect(JSON.stringify(compareNoCalls(true, [launch], "/noCalls"))).not.toContain("secret-token");
  });
});
