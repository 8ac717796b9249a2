import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$uuid", () => {
  test.each([
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
    "A1B2C3D4-E5F6-4890-ABCD-EF1234567890",
    "00000000-0000-0000-0000-000000000000",
  ])("matches %s", (found) => {
    expect(mismatch("$uuid", found)).toBe("");
  });

  test.each([
    "a1b2c3d4e5f67890abcdef1234567890",
    "a1b2c3d4-e5f6-7890-abcd-ef123456789",
    '"a1b2c3d4-e5f6-7890-abcd-ef1234567890"',
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890\n",
    "g1b2c3d4-e5f6-7890-abcd-ef1234567890",
    5,
  ])("misses %j", (found) => {
    expect(mismatch("$uuid", found)).toBe(`expected a UUID, found ${JSON.stringify(found)}`);
  });
});
