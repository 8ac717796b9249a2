import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$length", () => {
  test.each([
    [3, "abc"],
    [3, ["a", "b", "c"]],
    [2, { a: 1, b: 2 }],
    [0, ""],
    [1, "😀"],
  ])("matches %j of %j", (expected, found) => {
    expect(mismatch({ $length: expected }, found)).toBe("");
  });

  test("matches with a matcher", () => {
    expect(mismatch({ $length: { $greaterThan: 2 } }, [1, 2, 3])).toBe("");
    expect(mismatch({ $length: "$number" }, [])).toBe("");
  });

  test("misses another length and names it", () => {
    expect(mismatch({ $length: 3 }, [1])).toBe("expected a length of 3, found a length of 1: [1]");
    expect(mismatch({ $length: { $lessThan: 1 } }, "ab")).toBe(
      'expected a length of a number less than 1, found a length of 2: "ab"',
    );
  });

  test.each([5, null, true])("misses %j, which has no length", (found) => {
    expect(mismatch({ $length: 3 }, found)).toBe(
      `expected a length of 3, found ${JSON.stringify(found)}, which has no length`,
    );
  });

  test.each(["3", { min: 1 }, [3], null, {}])("cannot be checked with %j", (argument) => {
    expect(mismatch({ $not: { $length: argument } }, "abc")).toContain("$length needs a number or a matcher");
  });
});
