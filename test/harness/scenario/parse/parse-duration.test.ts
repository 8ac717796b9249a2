import { describe, expect, test } from "vitest";
import { parseDuration } from "#harness/scenario/parse/parse-duration.ts";

describe("parseDuration", () => {
  test.each([
    [2.5, 2.5],
    ["500ms", 0.5],
    ["5s", 5],
    ["1.5s", 1.5],
    ["2m", 120],
  ])("reads %s as %s seconds", (written, seconds) => {
    expect(parseDuration(written)).toBe(seconds);
  });

  test.each(["5", "5h", "", "1.2.3s"])('throws for "%s", which the schema refuses', (written) => {
    expect(() => parseDuration(written)).toThrow("expected a duration such as 500ms, 5s or 2m");
  });
});
