import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { findMistakes } from "#mock-server/control/check-body.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { aSeededMock } from "#test/helpers/a-mock.ts";
import { aFlow, aUser } from "#test/helpers/entities.ts";

describe("findMistakes", () => {
  test("finds none in the org that a mock shows", async () => {
    const mock = aSeededMock({ contracts: createContractTable() });
    expect(findMistakes("org", await readOrgData(mock.org()))).toEqual([]);
  });

  test("finds none in a user, a flow and the smallest orders", () => {
    expect(findMistakes("user", aUser())).toEqual([]);
    expect(findMistakes("flow", aFlow())).toEqual([]);
    expect(findMistakes("token", {})).toEqual([]);
    expect(findMistakes("fault", { status: 429 })).toEqual([]);
    expect(findMistakes("clock", { advance: -1.5 })).toEqual([]);
  });

  test("names an unknown property, the nearest one and all that there are", () => {
    expect(findMistakes("clock", { advanced: 1, frozen: true })).toEqual([
      'the body has the unknown property "advanced"; did you mean "advance"? It can have advance, set, frozen',
    ]);
  });

  test("tells of every mistake where it is", () => {
    const user = { ...aUser(), state: "gone", version: 0, grants: [{ roleId: "r" }], email: undefined };
    expect(findMistakes("user", JSON.parse(JSON.stringify(user)))).toEqual([
      'the body lacks the property "email"',
      '/state is "gone"; expected one of active, inactive, deleted',
      "/version must be >= 1, found 0",
      '/grants/0 lacks the property "divisionId"',
    ]);
  });

  test("tells of at most ten mistakes and how many more there are", () => {
    const body = Object.fromEntries(Array.from({ length: 13 }, (_, number) => [`p${number}`, 1]));
    const mistakes = findMistakes("token", body);
    expect(mistakes).toHaveLength(11);
    expect(mistakes.at(-1)).toBe("and 3 more");
  });

  test("cuts a long value", () => {
    expect(findMistakes("fault", { status: "x".repeat(100) })[0]).toContain(`found "${"x".repeat(59)}...`);
  });

  test.each([undefined, null, [], "x", 5])("refuses %j, which is no object", (body) => {
    expect(findMistakes("fault", body)[0]).toMatch(/^the body must be object, found /);
  });

  test.each([
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T24:30:00Z",
    "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:00+01:00",
    "2026-01-01",
    "now",
    "",
  ])("refuses the time %j, which the clock cannot be set to", (set) => {
    expect(findMistakes("clock", { set })).toHaveLength(1);
  });

  test.each(["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.5Z", "1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59Z"])(
    "takes the time %s",
    (set) => {
      expect(findMistakes("clock", { set })).toEqual([]);
    },
  );

  test.each([
    { times: 0 },
    { times: 1.5 },
    { retryAfter: -1 },
    { path: "api" },
    { method: "" },
    { status: 418 },
    { status: "429" },
  ])("refuses the fault %j", (parts) => {
    expect(findMistakes("fault", { status: 429, ...parts })[0]).toContain(`/${Object.keys(parts)[0]} `);
  });
});
