import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

const samples = { text: "5", number: 5, boolean: true, array: [5], object: { five: 5 }, null: null };

describe("type matchers", () => {
  test.each([
    ["$string", "text"],
    ["$number", "number"],
    ["$boolean", "boolean"],
    ["$array", "array"],
    ["$object", "object"],
  ])("%s matches %s and nothing else", (matcher, only) => {
    const matched = Object.entries(samples).filter(([, value]) => mismatch(matcher, value) === "");
    expect(matched.map(([kind]) => kind)).toEqual([only]);
  });

  test.each([
    ["$string", 5, "expected a text, found 5"],
    ["$number", "5", 'expected a number, found "5"'],
    ["$boolean", "true", 'expected true or false, found "true"'],
    ["$array", { 0: 1 }, 'expected an array, found {"0":1}'],
    ["$object", null, "expected an object, found null"],
  ])("%s says what it expected in place of %j", (matcher, found, message) => {
    expect(mismatch(matcher, found)).toBe(message);
  });
});
