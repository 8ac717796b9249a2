import { describe, expect, test } from "vitest";
import { nearestName, suggestName } from "#harness/scenario/nearest-name.ts";

describe("nearestName", () => {
  test.each([
    ["expct", "expect"],
    ["Expect", "expect"],
    ["verdict", "verdicts"],
    ["raw_body", "rawBody"],
    ["di", "id"],
  ])("takes %s for %s", (name, nearest) => {
    expect(nearestName(name, ["id", "expect", "verdicts", "rawBody"])).toBe(nearest);
  });

  test("prefers the nearer of two", () => {
    expect(nearestName("requests1", ["request", "requests"])).toBe("requests");
  });

  test("finds nothing where nothing is near", () => {
    expect(nearestName("colour", ["id", "expect"])).toBeUndefined();
  });
});

describe("suggestName", () => {
  test("names the nearest", () => {
    expect(suggestName("expct", ["id", "expect"])).toBe(', did you mean "expect"?');
  });

  test("names all when none is near", () => {
    expect(suggestName("colour", ["id", "expect"])).toBe("; possible here: id, expect");
  });
});
