import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$any", () => {
  test.each([null, false, 0, "", [[]], {}])("matches %j", (found) => {
    expect(mismatch("$any", found)).toBe("");
  });

  test("misses a value that is not there", () => {
    expect(mismatch({ id: "$any" }, { name: "n" })).toBe(
      "id: is missing, expected any value; the names found are name",
    );
  });
});
