import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOverGiven, layOverRequest } from "#harness/run/lay-over.ts";
import type { RequestStep } from "#harness/scenario/scenario.ts";

const aBase = (changes: Partial<RequestStep> = {}): RequestStep => ({
  method: "POST",
  path: "/api/v2/flows/executions",
  headers: { "Content-Type": "application/json" },
  save: { id: "/id" },
  ...changes,
});

const aHeaderName = () => fc.constantFrom("Accept", "ACCEPT", "accept", "X-One", "x-one", "Content-Type");
const someHeaders = () =>
  fc
    .uniqueArray(fc.tuple(aHeaderName(), fc.option(fc.string({ maxLength: 3 }))), {
      selector: ([name]) => name.toLowerCase(),
    })
    .map((entries): RequestStep["headers"] => Object.fromEntries(entries));

describe("layOverRequest", () => {
  test("gives the base without what it saves when the trial changes nothing", () => {
    expect(layOverRequest(aBase({ body: { flowId: "f" } }), {})).toEqual({
      method: "POST",
      path: "/api/v2/flows/executions",
      headers: { "Content-Type": "application/json" },
      body: { flowId: "f" },
      save: {},
    });
  });

  test("takes method and path from the trial where it has them", () => {
    const base = aBase({ rawBody: "text" });
    expect(layOverRequest(base, { method: "PUT" })).toEqual({ ...base, method: "PUT", save: {} });
    expect(layOverRequest(base, { path: "/other" })).toEqual({ ...base, path: "/other", save: {} });
  });

  test.each([
    ["body", { body: { a: 1 } }],
    ["body that is null", { body: null }],
    ["raw body that is empty", { rawBody: "" }],
    ["form", { form: { a: "1" } }],
  ])("puts the trial's %s in the place of the base's body, in any form", (_what, change) => {
    for (const body of [{ body: { flowId: "f" } }, { rawBody: "text" }, { form: { b: "2" } }, {}]) {
      const { method, path, headers } = aBase();
      expect(layOverRequest(aBase(body), change)).toEqual({ method, path, headers, save: {}, ...change });
    }
  });

  test("keeps the base's headers beside a body of the trial's own", () => {
    const base = aBase({ body: {}, headers: { Accept: null, "X-One": "1" } });
    expect(layOverRequest(base, { body: 1, headers: { "x-one": "2", "X-Two": "3" } }).headers).toEqual({
      Accept: null,
      "x-one": "2",
      "X-Two": "3",
    });
  });

  test("writes no header twice, in any case, and lets the trial decide", () => {
    fc.assert(
      fc.property(someHeaders(), someHeaders(), (base, own) => {
        const merged = layOverRequest(aBase({ headers: base }), { headers: own }).headers;
        const names = Object.keys(merged).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        expect(merged).toMatchObject(own);
        const expected = [...Object.keys(base), ...Object.keys(own)].map((name) => name.toLowerCase());
        expect(new Set(names)).toEqual(new Set(expected));
      }),
    );
  });
});

describe("layOverGiven", () => {
  test("takes each part from the trial where it has it, as a whole", () => {
    const given = { token: { scopes: ["a"], permissions: ["p"] }, settings: { maxPageSize: 5 } };
    expect(layOverGiven(given, { token: { scopes: ["b"] } })).toEqual({
      token: { scopes: ["b"] },
      settings: { maxPageSize: 5 },
    });
    expect(layOverGiven(given, { token: "none" })).toEqual({ token: "none", settings: { maxPageSize: 5 } });
    expect(layOverGiven(given, undefined)).toEqual(given);
  });
});
