import { describe, expect, test } from "vitest";
import { nearestName } from "#harness/compare/nearest-name.ts";

describe("nearestName", () => {
  test.each([
    ["flowId", "flow_id"],
    ["flowId", "FLOWID"],
    ["initiator", "intiator"],
    ["message", "mesage"],
    ["Retry-After", "retryAfter"],
  ])("finds a slip of %s in %s", (name, slip) => {
    expect(nearestName(name, ["status", slip, "contextId"])).toBe(slip);
  });

  test("finds the nearest of several", () => {
    expect(nearestName("codes", ["order", "code", "cadet"])).toBe("code");
    expect(nearestName("code", ["node", "codes", "Code"])).toBe("Code");
  });

  test("finds nothing when no name is near", () => {
    expect(nearestName("id", ["status", "code"])).toBeUndefined();
    expect(nearestName("id", [])).toBeUndefined();
  });

  test("does not spend time on names that are too long to be a slip", () => {
    expect(nearestName("a".repeat(200), ["a".repeat(200)])).toBeUndefined();
    expect(nearestName("id", ["x".repeat(1_000_000), "ID"])).toBe("ID");
  });
});
