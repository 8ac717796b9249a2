import { describe, expect, test } from "vitest";
import { compareExpectations } from "#harness/compare/drift/compare-expectations.ts";
import { sideValueOf } from "#harness/report/side-value.ts";
import { aDrift } from "./builders.ts";

describe("sideValueOf", () => {
  test("says `as expected` for the side that meets an expectation, also where the other side has nothing", () => {
    const difference = (found: unknown) => ({ at: "/body/id", expected: "a", found, message: "body.id: expected a" });
    const [onReal] = compareExpectations([], [difference("b")]);
    const [onMock] = compareExpectations([difference(undefined)], []);

    expect(onReal && [sideValueOf(onReal, "mock"), sideValueOf(onReal, "live")]).toEqual([
      { text: "as expected", isValue: false },
      { text: '"b"', isValue: true },
    ]);
    expect(onMock && [sideValueOf(onMock, "mock"), sideValueOf(onMock, "live")]).toEqual([
      { text: "nothing", isValue: false },
      { text: "as expected", isValue: false },
    ]);
  });

  test("says `nothing` for a side that has nothing at the place of any other difference", () => {
    const { mock: _, ...onlyLive } = aDrift({ kind: "property" });

    expect(sideValueOf(onlyLive, "mock")).toEqual({ text: "nothing", isValue: false });
    expect(sideValueOf(onlyLive, "live")).toEqual({ text: "202", isValue: true });
  });
});
