import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$greaterThan and $lessThan", () => {
  test.each([
    [{ $greaterThan: 3 }, 4],
    [{ $lessThan: 3 }, 2.5],
    [{ $greaterThan: "2024-05-31" }, "2024-05-31T10:00:00.000Z"],
    [{ $greaterThan: "2024-05-31T12:00:00+02:00" }, "2024-05-31T10:00:00.001Z"],
    [{ $lessThan: "2024-05-31T12:00:00+0200" }, "2024-05-31T09:59:59Z"],
  ])("%j matches %j", (expected, found) => {
    expect(mismatch(expected, found)).toBe("");
  });

  test.each([
    [{ $greaterThan: 3 }, 3, "expected a number greater than 3, found 3"],
    [{ $lessThan: 3 }, 3, "expected a number less than 3, found 3"],
    [{ $greaterThan: 3 }, "4", 'expected a number greater than 3, found "4"'],
    [
      { $lessThan: "2024-05-31T12:00:00+02:00" },
      "2024-05-31T10:00:00Z",
      'expected a time before "2024-05-31T12:00:00+02:00", found "2024-05-31T10:00:00Z"',
    ],
    [{ $greaterThan: "2024-05-31" }, "tomorrow", 'expected a time after "2024-05-31", found "tomorrow"'],
    [{ $greaterThan: "2024-05-31" }, 5, 'expected a time after "2024-05-31", found 5'],
  ])("%j misses %j", (expected, found, message) => {
    expect(mismatch(expected, found)).toBe(message);
  });

  test.each(["soon", "2023-02-29", true, Number.NaN])("cannot be checked with %j", (argument) => {
    expect(mismatch({ $lessThan: argument }, 1)).toContain("$lessThan needs a number or an ISO 8601 date as text");
  });
});
