import { describe, expect, test } from "vitest";
import { alignFound } from "#harness/report/align-found.ts";

describe("alignFound", () => {
  test("leaves out what the expectation does not name, at every depth", () => {
    expect(alignFound({ a: { b: 1 } }, { a: { b: 2, c: 3 }, d: 4 })).toEqual({
      expected: { a: { b: 1 } },
      found: { a: { b: 2 } },
    });
  });

  test("shows what meets a matcher in its place, and a matcher that is not met as it is written", () => {
    expect(alignFound({ a: { $contains: "x" }, b: { $contains: "x" } }, { a: "axb", b: "y" })).toEqual({
      expected: { a: "axb", b: { $contains: "x" } },
      found: { a: "axb", b: "y" },
    });
  });

  test("keeps what is missing on one side and what a list has too much", () => {
    expect(alignFound({ a: [1], b: 2 }, { a: [1, { c: 3 }] })).toEqual({
      expected: { a: [1], b: 2 },
      found: { a: [1, { c: 3 }] },
    });
    expect(alignFound([1, 2], [1])).toEqual({ expected: [1, 2], found: [1] });
  });

  test("takes values of different kinds as they are", () => {
    expect(alignFound({ a: 1 }, "text")).toEqual({ expected: { a: 1 }, found: "text" });
    expect(alignFound({ a: 1 }, undefined)).toEqual({ expected: { a: 1 }, found: undefined });
  });
});
