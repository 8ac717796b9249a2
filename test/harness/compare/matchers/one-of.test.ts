import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$oneOf", () => {
  test("matches each of the values and matchers in its list", () => {
    const expected = { $oneOf: [200, "$uuid", { code: "a" }] };
    expect(mismatch(expected, 200)).toBe("");
    expect(mismatch(expected, "a1b2c3d4-e5f6-7890-abcd-ef1234567890")).toBe("");
    expect(mismatch(expected, { code: "a", more: 1 })).toBe("");
  });

  test("misses any other value and names what was possible", () => {
    expect(mismatch({ $oneOf: [200, "$uuid"] }, 201)).toBe("expected one of 200, a UUID, found 201");
  });

  test("misses a value that is not there, unless $absent is in the list", () => {
    expect(mismatch({ a: { $oneOf: [1, 2] } }, {})).toBe("a: expected one of 1, 2, found nothing");
    expect(mismatch({ a: { $oneOf: [1, "$absent"] } }, {})).toBe("");
  });

  test.each([[[]], ["a"], [true]])("cannot be checked with %j", (argument) => {
    expect(mismatch({ $oneOf: argument }, "a")).toContain("$oneOf needs a list of values or matchers");
  });
});
