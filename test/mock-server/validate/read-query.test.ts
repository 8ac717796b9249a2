import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { Parameter, ParameterSchema } from "#mock-server/contract/operation.ts";
import { readQuery } from "#mock-server/validate/read-query.ts";
import { aMatchedCall } from "#test/helpers/a-call.ts";
import { anOperation } from "#test/helpers/a-contract.ts";

const contract = createContractTable().get("published");

/** What is read from a query for the parameter `p` with this schema. */
function read(schema: ParameterSchema, query: string) {
  const parameters: Parameter[] = [{ name: "p", in: "query", required: false, schema }];
  return readQuery(aMatchedCall(contract, anOperation({ parameters }), { query, settings: { most: 7 } }));
}

/** The problem of a value of `p`. */
function refused(found: string, expected: string) {
  const problem = { check: "validate", rule: "query-value", in: "query", pointer: "p", field: "p", expected };
  return { values: {}, problems: [{ ...problem, found: JSON.stringify(found), slots: [found, "p", expected] }] };
}

const passed = (p: unknown) => ({ values: { p }, problems: [] });
const size = { type: "integer", minimum: 1, maximum: 500, default: 25 } as const;
const state = { type: "string", enum: ["active", "any"], default: "active" } as const;

describe("readQuery", () => {
  test("fills in the default, and passes over what is not declared", () => {
    expect(read(size, "")).toEqual(passed(25));
    expect(read(size, "pageSize=9&P=3&q")).toEqual(passed(25));
  });

  test("gives nothing where no default is declared, and nothing at all without parameters", () => {
    expect(read({ type: "array" }, "")).toEqual(passed(undefined));
    expect(readQuery(aMatchedCall(contract, anOperation(), { query: "a=1" }))).toEqual({ values: {}, problems: [] });
  });

  test("names a required parameter that is not there", () => {
    const parameters: Parameter[] = [{ name: "p", in: "query", required: true, schema: { type: "string" } }];
    const about = { check: "validate", rule: "missing-property", in: "query", pointer: "p", field: "p" };
    expect(readQuery(aMatchedCall(contract, anOperation({ parameters }), { query: "q=1" }))).toEqual({
      values: {},
      problems: [{ ...about, expected: "a value", found: "nothing", slots: ["p is required"] }],
    });
  });

  test.each([
    ["p=1", 1],
    ["p=500", 500],
    ["p=007", 7],
    ["p=%2B5", 5],
    ["p=3&p=x", 3],
  ])("reads the whole number of %s", (query, value) => {
    expect(read(size, query)).toEqual(passed(value));
  });

  test.each(["0", "501", "-1", "1.5", "1e2", "0x10", "ten", " 5", "5 ", "", "NaN", "Infinity", "١"])(
    "refuses the whole number %j",
    (text) => {
      expect(read(size, new URLSearchParams({ p: text }).toString())).toEqual(
        refused(text, "whole numbers from 1 to 500"),
      );
    },
  );

  test("refuses the first item of an array that is not among its items", () => {
    const schema = { type: "array", itemsEnum: ["a", "b"] } as const;
    expect(read(schema, "p=a,b&p=a")).toEqual(passed(["a", "b", "a"]));
    expect(read(schema, "p=a,c&p=d")).toEqual(refused("c", "[a, b]"));
  });

  test("takes the maximum from a setting where the contract says so", () => {
    const schema = { type: "integer", minimum: 1, maximumSetting: "most" } as const;
    expect(read(schema, "p=7")).toEqual(passed(7));
    expect(read(schema, "p=8")).toEqual(refused("8", "whole numbers from 1 to 7"));
  });

  test("does not read a whole number that a machine cannot hold", () => {
    expect(read({ type: "integer", minimum: 1 }, "p=9007199254740993")).toEqual(
      refused("9007199254740993", "whole numbers from 1"),
    );
  });

  test("reads one of the allowed texts, to the letter", () => {
    expect(read(state, "p=any")).toEqual(passed("any"));
    expect(read(state, "p=Any")).toEqual(refused("Any", "[active, any]"));
    expect(read(state, "p=")).toEqual(refused("", "[active, any]"));
    expect(read(state, "p")).toEqual(refused("", "[active, any]"));
  });

  test("reads any text where none is listed", () => {
    expect(read({ type: "string" }, "p=a%26b+c")).toEqual(passed("a&b c"));
  });

  test("reads true and false and nothing else as a boolean", () => {
    expect(read({ type: "boolean", default: false }, "p=true")).toEqual(passed(true));
    expect(read({ type: "boolean", default: true }, "p=false")).toEqual(passed(false));
    for (const text of ["True", "1", "yes", ""]) {
      expect(read({ type: "boolean" }, `p=${text}`)).toEqual(refused(text, "[true, false]"));
    }
  });

  test("reads an array from repeated values, from commas and from both", () => {
    expect(read({ type: "array" }, "p=a&p=b")).toEqual(passed(["a", "b"]));
    expect(read({ type: "array" }, "p=a,b%2Cc&p=d")).toEqual(passed(["a", "b", "c", "d"]));
    expect(read({ type: "array" }, "p=,a,,&p=")).toEqual(passed(["a"]));
  });

  test("finds the fault of every parameter, and reads the others", () => {
    const parameters = [
      { name: "a", in: "query", required: false, schema: size },
      { name: "b", in: "query", required: false, schema: state },
      { name: "c", in: "query", required: false, schema: { type: "string" } },
      { name: "d", in: "path", required: true, schema: { type: "string" } },
    ] as const;
    const result = readQuery(aMatchedCall(contract, anOperation({ parameters }), { query: "a=x&b=y&c=z&d=1" }));
    expect(result.values).toEqual({ c: "z" });
    expect(result.problems.map(({ field, found }) => [field, found])).toEqual([
      ["a", '"x"'],
      ["b", '"y"'],
    ]);
  });

  test("cuts a long value", () => {
    expect(read(state, `p=${"x".repeat(5_000)}`).problems[0]?.slots[0]).toBe(`${"x".repeat(60)}...`);
  });

  test("reads every whole number in its range and refuses every other", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), (number) => {
        const result = read(size, `p=${number}`);
        expect(result.values).toEqual(number >= 1 && number <= 500 ? { p: number } : {});
      }),
    );
  });

  test("reads or refuses any query without throwing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (query) => {
        const { values, problems } = read(size, query);
        expect(Object.keys(values).length + problems.length).toBe(1);
      }),
    );
  });

  const day = { type: "string", format: "date-time" } as const;
  test.each([
    "2026-02-28",
    "2024-02-29T23:59Z",
    "2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.123Z",
    "2026-01-31T09:30:00%2B01:00",
  ])("takes the time %s", (text) => {
    expect(read(day, `p=${text}`)).toEqual(passed(decodeURIComponent(text)));
  });

  test.each([
    "2026-02-29",
    "2026-01-32",
    "2026-01-31T25:00Z",
    "2026-01-31T09:30:00",
    "31.01.2026",
    "1769851800000",
    "",
  ])("refuses %j, which is no time, by a rule of its own", (text) => {
    const expected = "a time in ISO 8601";
    const { problems } = refused(text, expected);
    expect(read(day, `p=${text}`)).toEqual({
      values: {},
      problems: problems.map((problem) => ({ ...problem, rule: "query-date" })),
    });
  });
});
