import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { describeBug, formatLogLine, toLoggedExchange } from "#mock-server/control/log-exchange.ts";
import { createFault } from "#mock-server/fault.ts";
import { anIncomingCall, operationOf } from "#test/helpers/a-call.ts";
import { aLoggedProblem, anExchange } from "./an-exchange.ts";

const published = createContractTable().get("published");
const wire = { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" };
const accepted = { outcome: { kind: "success", status: 200 }, checks: [] } as const;

/** What is kept of a call that was accepted. */
function keep(
  parts: Parameters<typeof anIncomingCall>[0],
  served: Parameters<typeof toLoggedExchange>[0]["served"] = accepted,
) {
  const at = Date.UTC(2026, 2, 2);
  return toLoggedExchange({ call: anIncomingCall(parts), served, wire, contract: "published", at, durationMs: 1.2345 });
}

const withPath = (path: string) => anExchange({ request: { ...anExchange().request, path } });

describe("toLoggedExchange", () => {
  test("keeps a call and its answer", () => {
    const call = {
      correlationId: "id-9",
      method: "GET",
      path: "/a",
      query: "b=1",
      headers: { "x-a": ["1", "2"], b: undefined },
    };
    expect(
      keep({ ...call, body: Buffer.from("é") }, { ...accepted, operation: operationOf(published, "getUsers") }),
    ).toEqual({
      contextId: "id-9",
      at: "2026-03-02T00:00:00.000Z",
      durationMs: 1.23,
      contract: "published",
      operation: "getUsers",
      request: { method: "GET", path: "/a?b=1", headers: { "x-a": "1, 2" }, body: "é" },
      response: { status: 200, headers: { "Content-Type": "application/json" }, body: "{}" },
      outcome: "accepted",
      checks: [],
      problems: [],
      hints: [],
    });
  });

  test("keeps what every check said and the fault that decided", () => {
    const fault = createFault("bad.credentials", {
      problems: [{ ...aLoggedProblem(), check: "domain", in: "body", slots: [] }],
    });
    const exchange = keep(
      {},
      {
        outcome: { kind: "refused", fault },
        checks: [
          { name: "authenticate", result: { state: "failed", fault } },
          { name: "authorize", result: { state: "unknown", why: "no token" } },
          { name: "validate", result: { state: "passed" } },
        ],
      },
    );
    expect(exchange).toMatchObject({
      outcome: "refused",
      fault: "bad.credentials",
      checks: [
        { name: "authenticate", state: "failed" },
        { name: "authorize", state: "unknown", why: "no token" },
        { name: "validate", state: "passed" },
      ],
      problems: [aLoggedProblem({ check: "domain" })],
    });
  });

  test.each([
    ["authorization", "Bearer secret", "Bearer <redacted>"],
    ["authorization", "basic aWQ6c2VjcmV0", "basic <redacted>"],
    ["authorization", "secret", "<redacted>"],
    ["authorization", "Token secret", "<redacted>"],
    ["authorization", "Bearersecret", "<redacted>"],
    ["proxy-authorization", "Basic secret", "Basic <redacted>"],
    ["cookie", "session=secret", "<redacted>"],
  ])("keeps of the header %s: %s no more than %s", (name, value, kept) => {
    expect(keep({ headers: { [name]: value, accept: "*/*" } }).request.headers).toEqual({
      [name]: kept,
      accept: "*/*",
    });
  });

  test("cuts a long body and says how much is gone", () => {
    const kept = keep({ body: Buffer.alloc(64 * 1024 + 3, "x") }).request.body;
    expect(kept).toBe(`${"x".repeat(64 * 1024)}... (3 more characters)`);
  });

  test("hints at what to call in place of an operation that is not published", () => {
    expect(keep({}, { ...accepted, operation: operationOf(published, "getAuthorizationsMe") }).hints).toEqual([
      "GET /api/v2/authorizations/me is not published: the real API answers 404. Call GET /api/v2/authorization/subjects/me instead.",
    ]);
  });
});

describe("formatLogLine", () => {
  test("tells of an accepted call what was called and answered", () => {
    const response = { ...anExchange().response, status: 200 };
    expect(formatLogLine(anExchange({ outcome: "accepted", response }))).toBe(
      "200 POST /api/v2/flows/executions [published] id-1",
    );
  });

  test("tells of a refused call why, by its first problem and the number of the others, and the hints", () => {
    const problems = [aLoggedProblem(), aLoggedProblem({ field: "b" })];
    expect(formatLogLine(anExchange({ fault: "bad.request", problems, hints: ["One.", "Two."] }))).toBe(
      "400 POST /api/v2/flows/executions [published] bad.request: a: expected a string, found null (and 1 more) (One. Two.) id-1",
    );
    expect(formatLogLine(anExchange({ fault: "service.unavailable" }))).toBe(
      "400 POST /api/v2/flows/executions [published] service.unavailable id-1",
    );
  });

  test("leaves out the query", () => {
    expect(formatLogLine(withPath("/oauth/token?client_secret=abc&a?b"))).toBe(
      "400 POST /oauth/token [published] id-1",
    );
  });

  test("stays one line without control characters, whatever was called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (path, found) => {
        const line = formatLogLine({
          ...withPath(path),
          fault: "f",
          problems: [aLoggedProblem({ found, field: path })],
        });
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });

  test("shows a control character by its number", () => {
    expect(formatLogLine(withPath("/a\r\nb\u001b[31m\u202e\u2028"))).toBe(
      "400 POST /a\\u000d\\u000ab\\u001b[31m\\u202e\\u2028 [published] id-1",
    );
  });

  test("stays short, whatever was called and found", () => {
    const long = "x".repeat(100_000);
    const problems = [aLoggedProblem({ field: long, expected: long, found: long })];
    expect(formatLogLine({ ...withPath(`/${long}`), fault: "f", problems }).length).toBeLessThan(2_000);
  });
});

describe("describeBug", () => {
  test("says that it is a bug of the mock, where, and with its stack", () => {
    const text = describeBug({ method: "GET", path: "/a\nb" }, new Error("broken"));
    expect(text).toMatch(
      /^This is a bug of the mock, not an answer of the platform\. It came up in GET \/a\\u000ab:\nError: broken\n +at /,
    );
    expect(describeBug({ method: "GET", path: "/" }, "thrown")).toMatch(/:\nthrown$/);
  });
});
