import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$absent", () => {
  test("matches a key that is not there", () => {
    expect(mismatch({ stack: "$absent", id: 1 }, { id: 1 })).toBe("");
  });

  test("matches nothing at all", () => {
    expect(mismatch({ $absent: true }, undefined)).toBe("");
  });

  test.each([null, "", 0])("misses %j", (found) => {
    expect(mismatch({ stack: "$absent" }, { stack: found })).toBe(
      `stack: expected nothing here, found ${JSON.stringify(found)}`,
    );
  });
});
