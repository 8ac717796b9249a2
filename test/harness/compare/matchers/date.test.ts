import { describe, expect, test } from "vitest";
import { mismatch } from "./match.ts";

describe("$date", () => {
  test.each([
    "2024-05-31T10:00:00.000Z",
    "2024-05-31T10:00:00Z",
    "2024-05-31T10:00Z",
    "2024-05-31T10:00:00+02:00",
    "2024-05-31T10:00:00.123456+0000",
    "2024-02-29T23:59:59Z",
    "0099-12-31T00:00:00Z",
  ])("matches %s", (found) => {
    expect(mismatch("$date", found)).toBe("");
  });

  test.each([
    "2024-05-31",
    "2024-05-31T10:00:00",
    "2024-05-31 10:00:00Z",
    "2023-02-29T10:00:00Z",
    "2024-13-01T10:00:00Z",
    "2024-05-00T10:00:00Z",
    "2024-05-31T24:00:00Z",
    "2024-05-31T10:60:00Z",
    "31.05.2024",
    1717149600000,
  ])("misses %j", (found) => {
    expect(mismatch("$date", found)).toBe(
      `expected an ISO 8601 date-time with a time zone, found ${JSON.stringify(found)}`,
    );
  });
});
