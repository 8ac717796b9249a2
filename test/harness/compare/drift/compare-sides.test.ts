import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compareSides } from "#harness/compare/drift/compare-sides.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { answered, compareRuns, noFacts, places, publishedFacts } from "./compare-runs.ts";

const mockFlow = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const realFlow = "11111111-2222-4333-8444-555555555555";
const variables = { mock: { publishedFlow: mockFlow }, real: { publishedFlow: realFlow } };
const id = (number: number, side = "a") => `${side}0000000-0000-4000-8000-00000000000${number}`;

describe("the calls of both sides", () => {
  test("do not differ in how often a client polls: the last answer counts", () => {
    const states = (names: string[]) => names.map((status) => answered({ status }, { path: "/api/v2/x" }));
    const real = [...states(["RUNNING", "RUNNING", "RUNNING"]), answered({ status: 5 }, { path: "/api/v2/x" })];
    expect(compareRuns(states(["RUNNING", "COMPLETED"]), real.slice(0, 3)).drift).toEqual([]);
    expect(places(compareRuns(states(["RUNNING"]), real).drift)).toEqual(["type /body/status"]);
  });

  test("are compared one by one where they are not reads and as many on both sides", () => {
    const launch = (status: number) => answered({}, { method: "POST", path: "/api/v2/flows/executions", status });
    const { drift } = compareRuns([launch(400), launch(200)], [launch(415), launch(200)]);
    expect(places(drift)).toEqual(["status /status"]);
    expect(compareRuns([launch(200)], [launch(429), launch(200)]).drift).toEqual([]);
  });

  test("are compared one by one where one of them was refused, such as a read with several tokens", () => {
    const read = (...statuses: number[]) => statuses.map((status) => answered({}, { status }));
    expect(places(compareRuns(read(401, 403, 200), read(401, 401, 200)).drift)).toEqual(["status /status"]);
    expect(places(compareRuns(read(200, 200), read(404, 200)).drift)).toEqual(["status /status"]);
    expect(compareRuns(read(200), read(404, 404, 200)).drift).toEqual([]);
  });

  test("are drift where only one side made one, with its path and what was answered", () => {
    const mock = [answered({}, { path: "/api/v2/users/me" }), answered({}, { path: `/api/v2/flows/${mockFlow}?a=1` })];
    const { drift } = compareRuns(mock, [answered({}, { path: "/api/v2/users/me" })], { variables });
    expect(drift).toEqual([
      {
        at: "/calls",
        kind: "call",
        call: "GET /api/v2/flows/<publishedFlow>?a=1",
        mock: 200,
        message:
          "call: made on the mock only, where it was answered 200; look at what the client was answered before it on the real API",
      },
    ]);
  });

  test("are matched by the ids that an earlier answer gave, whatever the order of the later ones", () => {
    const launch = (one: string) => answered({ id: one }, { method: "POST", path: "/api/v2/flows/executions" });
    const read = (one: string, body: unknown) => answered(body, { path: `/api/v2/flows/executions/${one}` });
    const mock = [launch(id(1)), launch(id(2)), read(id(1), { name: "x" }), read(id(2), {})];
    const real = [launch(id(1, "b")), launch(id(2, "b")), read(id(2, "b"), {}), read(id(1, "b"), { name: 5 })];
    const { drift } = compareRuns(mock, real);
    expect(drift.map(({ at, call }) => [at, call])).toEqual([["/body/name", "GET /api/v2/flows/executions/<id-1>"]]);
  });

  test("are matched in their order where nothing tells whose id is whose", () => {
    const read = (one: string, status: number) => answered({}, { path: `/api/v2/users/${one}`, status });
    const { drift } = compareRuns([read(id(1), 200), read(id(2), 200)], [read(id(1, "b"), 200), read(id(2, "b"), 404)]);
    expect(drift.map(({ at, call }) => [at, call])).toEqual([["/status", "GET /api/v2/users/<id-2>"]]);
  });

  test("are the same when they name times in their query", () => {
    const path = (time: string) => `/api/v2/audits?interval=${encodeURIComponent(time)}`;
    const [mock, real] = [path("2024-05-31T10:00:00Z"), path("2025-01-01T00:00:00.123Z")];
    expect(compareRuns([answered({}, { path: mock })], [answered({}, { path: real })]).drift).toEqual([]);
  });

  test("are drift where one side had no response, and none where neither had", () => {
    const failed = buildExchange({ error: "the connection was closed" });
    expect(compareRuns([failed], [failed]).drift).toEqual([]);
    expect(compareRuns([buildExchange()], [failed]).drift).toMatchObject([
      {
        at: "/status",
        kind: "status",
        mock: 200,
        message: "status: the mock answers 200, the real API gave no response",
      },
    ]);
  });

  test("are matched in their order however many there are", () => {
    const many = (side: string) =>
      Array.from({ length: 10_000 }, (_, index) =>
        answered({}, { path: `/api/v2/users/${side}0000000-0000-4000-8000-${String(index).padStart(12, "0")}` }),
      );
    expect(compareRuns(many("a"), many("b")).drift).toEqual([]);
  });
});

describe("the answers", () => {
  test("differ in status, told with code and message, and are not compared further", () => {
    const refusal = { status: 400, code: "bad.request", message: "No.", contextId: "c" };
    const { drift } = compareRuns([answered({ id: "x" })], [answered(refusal, { status: 400 })]);
    expect(drift).toEqual([
      {
        at: "/status",
        kind: "status",
        call: "GET /api/v2/users/me",
        mock: 200,
        live: 400,
        message: "status: the mock answers 200, the real API answers 400 (bad.request: No.)",
      },
    ]);
  });

  test("differ in the code of a refusal and its message, ids and times aside but not numbers", () => {
    const refusal = (code: string, message: string) => answered({ code, message }, { status: 400 });
    const mock = [refusal("a.b", `Flow ${mockFlow} was gone at 2024-05-31T10:00:00Z, 5 left, by ${id(1)}`)];
    const alike = [refusal("a.b", `Flow ${realFlow} was gone at 2023-01-01T01:00:00Z, 5 left, by ${id(2, "b")}`)];
    expect(compareRuns(mock, alike, { variables }).drift).toEqual([]);
    const { drift } = compareRuns(mock, [refusal("a.c", `Flow ${realFlow} has 6 left`)], { variables });
    expect(drift.map(({ message }) => message)).toEqual([
      'code: the mock says "a.b", the real API "a.c"',
      'message: the mock says "Flow <publishedFlow> was gone at <time>, 5 left, by <id>", the real API "Flow <publishedFlow> has 6 left"',
    ]);
  });

  test("differ in the code of the login host", () => {
    const refusal = (error: string) => answered({ error }, { method: "POST", path: "/oauth/token", status: 400 });
    expect(compareRuns([refusal("invalid_client")], [refusal("invalid_request")]).drift).toMatchObject([
      { at: "/code", kind: "code", mock: "invalid_client", live: "invalid_request" },
    ]);
  });

  test("are said to be of an unpublished operation where the real API does not know it", () => {
    const path = "/api/v2/authorizations/me";
    const real = answered({ status: 404, code: "not.found", message: "no" }, { path, status: 404 });
    const { drift } = compareRuns([answered({ id: "x" }, { path })], [real], { facts: publishedFacts });
    expect(drift.map(({ message }) => message)).toEqual([
      "status: the platform does not publish this operation, so the real API answers 404 where the mock answers 200; call GET /api/v2/authorization/subjects/me instead",
    ]);
  });

  test("are compared decompressed", () => {
    const zipped = (json: unknown) =>
      buildExchange({
        response: { headers: [["Content-Encoding", "gzip"]], bytes: gzipSync(JSON.stringify(json)) },
      });
    expect(places(compareRuns([zipped({ a: 1 })], [zipped({ a: "1" })]).drift)).toEqual(["type /body/a"]);
  });

  test.each([
    ["text", { text: "<html>" }, 'text, "<html>"'],
    ["nothing", {}, "no body"],
    [
      "a broken encoding",
      { headers: [["Content-Encoding", "gzip"]], text: "{}" } as const,
      "a body that cannot be read",
    ],
  ])("are of another type where the real one is no JSON but %s", (_case, response, words) => {
    const { drift } = compareRuns([buildExchange({ response: { text: "{}" } })], [buildExchange({ response })]);
    expect(drift).toMatchObject([{ at: "/body", kind: "type" }]);
    expect(drift[0]?.message).toContain(`body: the mock sends JSON, {}, the real API ${words}`);
  });

  test("are drift where one was not kept whole, since they could not be compared", () => {
    const cut = buildExchange({ response: { text: '{"a": [1,' }, error: "only the first 9 bytes were kept" });
    const { drift } = compareRuns([buildExchange({ response: { text: "{}" } })], [cut]);
    expect(drift.map(({ message }) => message)).toEqual([
      "body: could not be compared, since the real API's is not at hand as a whole: only the first 9 bytes were kept",
    ]);
  });

  test("are told apart, and crash nothing, when one is nested a million deep", () => {
    const deep = buildExchange({ response: { text: "[".repeat(1_000_000) + "]".repeat(1_000_000) } });
    expect(places(compareRuns([answered([])], [deep], { facts: publishedFacts }).drift)).toContain("type /body");
    expect(compareRuns([deep], [deep]).drift).toEqual([]);
  });
});

describe("the expectations", () => {
  const run = (...ats: string[]) => ({
    exchanges: [],
    variables: {},
    differences: ats.map((at) => ({ at, expected: 1, found: 2, message: `${at.slice(1)}: expected 1, found 2` })),
  });

  test("are drift where they hold on one side only", () => {
    const sides = { mock: run("/status"), real: run("/body/code"), facts: noFacts, tolerate: [], today: "2024-06-01" };
    expect(compareSides(sides).drift).toEqual([
      {
        at: "/expect/status",
        kind: "expectation",
        mock: 2,
        message: "expectation: the real API meets it, the mock does not: status: expected 1, found 2",
      },
      {
        at: "/expect/body/code",
        kind: "expectation",
        live: 2,
        message: "expectation: the mock meets it, the real API does not: body/code: expected 1, found 2",
      },
    ]);
  });

  test("are none where both sides fail at the same place", () => {
    const sides = { mock: run("/status"), real: run("/status"), facts: noFacts, tolerate: [], today: "2024-06-01" };
    expect(compareSides(sides)).toEqual({ drift: [], undecided: [], tolerated: [], idle: [] });
  });
});
