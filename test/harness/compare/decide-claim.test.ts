import { describe, expect, test } from "vitest";
import { decideChange, decideValues } from "#harness/compare/decide-claim.ts";

const other = [{ at: "/status", expected: 400, found: 200, message: "status: expected 400, found 200" }];

describe("decideChange", () => {
  test("holds when the variation is as claimed and the control is not", () => {
    expect(decideChange({ control: other, variation: [] })).toBe("holds");
  });

  test("is refuted when the control is as claimed, too: the change is not the cause", () => {
    expect(decideChange({ control: [], variation: [] })).toBe("refuted");
  });

  test("is refuted when the variation is not as claimed, whatever the control is", () => {
    expect(decideChange({ control: other, variation: other })).toBe("refuted");
    expect(decideChange({ control: [], variation: other })).toBe("refuted");
  });
});

describe("decideValues", () => {
  test("holds when all accepted values get 2xx and all refused ones 4xx", () => {
    expect(decideValues({ accepted: [200, 201, 299], refused: [400, 404, 499] })).toBe("holds");
  });

  test.each([
    ["an accepted value is refused", { accepted: [200, 400], refused: [400] }],
    ["an accepted value is redirected", { accepted: [302], refused: [400] }],
    ["a refused value is accepted", { accepted: [200], refused: [400, 200] }],
    ["a refused value makes the server fail", { accepted: [200], refused: [500] }],
    ["no value was accepted", { accepted: [], refused: [400] }],
    ["no value was refused", { accepted: [200], refused: [] }],
  ])("is refuted when %s", (_, trials) => {
    expect(decideValues(trials)).toBe("refuted");
  });
});
