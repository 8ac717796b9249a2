import { describe, expect, test } from "vitest";
import { aClaim, load, named } from "./load-text.ts";

describe("loadScenarios with a filter", () => {
  test.each([
    ["the id", "FIRST-o"],
    ["the title", "only THE first"],
    ["the file", "one.scen"],
    ["a tag", "smoke"],
    ["a claim", "body is REFUSED"],
  ])("selects by a text in %s, in any case", async (_where, filter) => {
    const files = {
      "s/one.scenario.yaml": named("first-one", { title: "Only the first", tags: ["Smoke"], claims: [aClaim()] }),
      "s/two.scenario.yaml": named("second", { title: "The other" }),
    };

    expect(await load(files, ["s"], filter)).toMatchObject({ ids: ["first-one"], problems: [] });
  });

  test("keeps all claims of a scenario that is selected by one", async () => {
    const claims = [aClaim({ claim: "one thing" }), aClaim({ claim: "another thing" })];

    const { scenarios } = await load({ "a.scenario.yaml": named("a", { claims }) }, ["a.scenario.yaml"], "another");

    expect(scenarios[0]?.claims).toHaveLength(2);
  });

  test("reports a selection that is empty", async () => {
    expect(await load({ "s/a.scenario.yaml": named("a") }, ["s"], "nothing like it")).toMatchObject({
      ids: [],
      problems: [
        's:1:1: no scenario has "nothing like it" in its id, title, file, tags or claims; use a part of one of them',
      ],
    });
  });

  test("reports problems of files that the filter leaves out, too", async () => {
    const files = { "s/a.scenario.yaml": named("a"), "s/b.scenario.yaml": "id: b\n" };

    expect(await load(files, ["s"], "a-filter-for-nothing")).toMatchObject({
      problems: [
        expect.stringContaining("s/b.scenario.yaml"),
        expect.stringContaining("s/b"),
        expect.stringContaining("s:1:1"),
      ],
    });
  });
});
