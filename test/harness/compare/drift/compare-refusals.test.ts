import { describe, expect, test } from "vitest";
import { answered, compareRuns, places, publishedFacts } from "./compare-runs.ts";

const id = (number: number, side = "a") => `${side}0000000-0000-4000-8000-00000000000${number}`;
const refusal = { message: "no such user", code: "not.found", status: 404, details: [], errors: [] };

/** What two refusals differ in. */
function driftOf(mock: object, real: object, status = 404, variables = { mock: {}, real: {} }) {
  const path = "/api/v2/users/x";
  return compareRuns([answered(mock, { path, status })], [answered(real, { path, status })], { variables }).drift;
}

describe("a refusal, which is about the request", () => {
  test.each<[what: string, real: object, expected: string[]]>([
    ["another status in its body", { status: 418 }, ["value /body/status"]],
    ["details where the mock has none", { details: [{ errorCode: "x" }] }, ["value /body/details"]],
    ["nested errors where the mock has none", { errors: [{ code: "c", status: 400 }] }, ["value /body/errors"]],
    ["another type", { status: "404" }, ["type /body/status"]],
  ])("is drift with %s", (_what, changes, expected) => {
    expect(places(driftOf(refusal, { ...refusal, ...changes }))).toEqual(expected);
    expect(places(driftOf({ ...refusal, ...changes }, refusal))).toEqual(expected);
  });

  test("is compared value by value, element by element, where its lists are equally long", () => {
    const errors = (code: string, limit: number, isFinal: boolean) => [
      { code: "same", message: "one" },
      { code, message: "two", limit: { value: limit, isFinal } },
    ];
    const [mock, real] = [
      { ...refusal, errors: errors("a", 1, true) },
      { ...refusal, errors: errors("b", 2, false) },
    ];
    expect(places(driftOf(mock, mock))).toEqual([]);
    expect(places(driftOf(mock, real))).toEqual([
      "value /body/errors/1/code",
      "value /body/errors/1/limit/value",
      "value /body/errors/1/limit/isFinal",
    ]);
  });

  test("says in its message what each side has, and why that matters", () => {
    expect(driftOf(refusal, { ...refusal, errors: [{ code: "c" }] })[0]?.message).toBe(
      "body.errors: the mock sends a list of 0, the real API a list of 1; it is about the request, not about the org",
    );
    expect(driftOf(refusal, { ...refusal, status: 418 })[0]?.message).toBe(
      "body.status: the mock sends 404, the real API 418; it is about the request, not about the org",
    );
  });

  test("still shows the shapes of lists that are not equally long", () => {
    const mock = { ...refusal, errors: [{ code: "c" }] };
    const real = { ...refusal, errors: [{ reason: "c" }, { reason: "d" }] };
    expect(places(driftOf(mock, real))).toEqual([
      "value /body/errors",
      "property /body/errors/0/code",
      "property /body/errors/0/reason",
    ]);
  });

  test("is told once for its code and its message", () => {
    const real = { ...refusal, code: "another.code", message: "another message" };
    expect(places(driftOf(refusal, real))).toEqual(["code /code", "message /message"]);
    const login = { error: "invalid_client", error_description: "client not found", description: "client not found" };
    const other = { error: "invalid_grant", error_description: "no", description: "no" };
    expect(places(driftOf(login, other, 400))).toEqual(["code /code", "message /message", "value /body/description"]);
  });

  test("is the same with ids and times of the other org, an id of the call, and a thing's name", () => {
    const variables = { mock: { activeUser: id(1) }, real: { activeUser: id(1, "b") } };
    const of = (user: string, contextId: string, entityName: string, time: string) => ({
      ...refusal,
      contextId,
      entityId: user,
      entityName,
      messageWithParams: `user ${user} of ${time}`,
    });
    const mock = of(id(1), "call-1", "Ada", "2024-05-31T10:00:00.000Z");
    expect(driftOf(mock, of(id(1, "b"), "call-2", "Grace", "2026-01-01T00:00:00Z"), 404, variables)).toEqual([]);
    expect(places(driftOf(mock, of(id(2, "b"), "call-2", "Grace", "2026-01-01T00:00:00Z"), 404, variables))).toEqual([
      "value /body/entityId",
      "value /body/messageWithParams",
    ]);
  });

  test("is nothing that an answer with data is held to", () => {
    const [mock, real] = [
      { count: 1, text: "a", list: [] },
      { count: 2, text: "b", list: [1] },
    ];
    expect(driftOf(mock, real, 200)).toEqual([]);
  });
});

describe("numbers that repeat the request", () => {
  const page = { entities: [], pageSize: 25, pageNumber: 1, total: 3, pageCount: 1 };

  test("are compared, unlike those that count an org's data", () => {
    const real = { ...page, pageSize: 100, pageNumber: 2, total: 70, pageCount: 3 };
    const call = { path: "/api/v2/users" };
    const { drift } = compareRuns([answered(page, call)], [answered(real, call)], { facts: publishedFacts });
    expect(places(drift)).toEqual(["value /body/pageSize", "value /body/pageNumber"]);
    expect(drift[0]?.message).toBe(
      "body.pageSize: the mock sends 25, the real API 100; it repeats the page size that was asked for, or the default",
    );
  });

  test("are data anywhere else in a body", () => {
    const within = (pageSize: number) => answered({ settings: { pageSize } });
    expect(compareRuns([within(25)], [within(100)]).drift).toEqual([]);
  });
});
