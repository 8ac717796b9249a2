import { describe, expect, test } from "vitest";
import { matchers } from "#harness/compare/matchers/index.ts";
import { matcherNames } from "#harness/scenario/matcher-names.ts";

describe("matchers", () => {
  test("are exactly the ones that scenarios may use", () => {
    expect(Object.keys(matchers).sort()).toEqual([...matcherNames].sort());
  });
});
