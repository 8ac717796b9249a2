import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { permits } from "#mock-server/org/permits.ts";

describe("permits", () => {
  test.each([
    ["architect:flow:launch", "architect:flow:launch"],
    ["*", "architect:flow:launch"],
    ["*:*:*", "architect:flow:launch"],
    ["architect:*", "architect:flow:launch"],
    ["architect:*:*", "architect:flow:launch"],
    ["architect:*:launch", "architect:flow:launch"],
    ["*:flow:launch", "architect:flow:launch"],
    ["architect:flow:*", "architect:flow:launch"],
  ])("lets %s cover %s", (held, needed) => {
    expect(permits(held, needed)).toBe(true);
  });

  test.each([
    ["architect:flow:view", "architect:flow:launch"],
    ["architect:*:view", "architect:flow:launch"],
    ["*:*:view", "architect:flow:launch"],
    ["directory:*", "architect:flow:launch"],
    ["architect", "architect:flow:launch"],
    ["architect:flow", "architect:flow:launch"],
    ["architect:flow:launch:*", "architect:flow:launch"],
    ["architect:flow:launch:more", "architect:flow:launch"],
    ["architect:flow:launc*", "architect:flow:launch"],
    ["Architect:flow:launch", "architect:flow:launch"],
    ["architect:flow:launch", "*"],
    ["", "architect:flow:launch"],
    ["architect:flowExecution:*", "architect:flow:launch"],
  ])("does not let %j cover %s", (held, needed) => {
    expect(permits(held, needed)).toBe(false);
  });

  test("lets every permission cover itself and be covered by a star in any of its places", () => {
    const part = fc.stringMatching(/^[a-zA-Z]{1,8}$/);
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.nat(2), (parts, place) => {
        expect(permits(parts.join(":"), parts.join(":"))).toBe(true);
        expect(permits(parts.with(place, "*").join(":"), parts.join(":"))).toBe(true);
        expect(permits(parts.with(place, `${parts[place]}x`).join(":"), parts.join(":"))).toBe(false);
      }),
    );
  });
});
