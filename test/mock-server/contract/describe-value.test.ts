import { describe, expect, test } from "vitest";
import { describeValue, plainValue } from "#mock-server/contract/describe-value.ts";

const long = "x".repeat(61);

describe("describeValue", () => {
  test.each<[unknown, string]>([
    [null, "null"],
    [[1], "an array"],
    [{ a: 1 }, "an object"],
    ["", 'the text ""'],
    ['say "a"\n', 'the text "say \\"a\\"\\n"'],
    ["x".repeat(60), `the text "${"x".repeat(60)}"`],
    [long, `the text "${"x".repeat(60)}..."`],
    [0, "the number 0"],
    [-1.5, "the number -1.5"],
    [true, "the boolean true"],
    [undefined, "nothing"],
  ])("says of %j: %s", (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });
});

describe("plainValue", () => {
  test.each<[unknown, string]>([
    ["text", "text"],
    ["", ""],
    [5, "5"],
    [null, "null"],
    [{ a: [1] }, '{"a":[1]}'],
    [undefined, ""],
    [long, `${"x".repeat(60)}...`],
    [[long], `["${"x".repeat(58)}...`],
  ])("writes %j as %s", (value, expected) => {
    expect(plainValue(value)).toBe(expected);
  });
});
