import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$not", () => {
  test("matches a value that does not meet the value or matcher", () => {
    expect(mismatch({ $not: 500 }, 400)).toBe("");
    expect(mismatch({ $not: "$uuid" }, "a")).toBe("");
    expect(mismatch({ $not: { code: "a" } }, { code: "b" })).toBe("");
  });

  test("misses a value that does", () => {
    expect(mismatch({ $not: { $contains: "stack" } }, "a stack")).toBe(
      'expected anything but a text that contains "stack", or an array with that element, found "a stack"',
    );
  });

  test("misses a value that is not there, so that a misspelt key is seen", () => {
    expect(mismatch({ mesage: { $not: "a" } }, { message: "a" })).toBe(
      'mesage: is missing, expected anything but "a"; the names found are message; the nearest is message',
    );
  });
});
