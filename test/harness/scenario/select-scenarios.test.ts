import { describe, expect, test } from "vitest";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import type { Selection } from "#harness/scenario/select-scenarios.ts";
import { aDocument, writeFiles } from "./load-text.ts";

describe("selectScenarios selects", () => {
  const files = Object.fromEntries(
    ["a", "b", "c", "d", "e"].map((id, position) => [
      `${id}.scenario.yaml`,
      JSON.stringify(aDocument({ id, tags: position % 2 === 0 ? ["even"] : ["odd", "slow"] })),
    ]),
  );
  const idsOf = async (options: Partial<Selection>) => {
    const { scenarios, problems } = await loadScenarios({ paths: ["."], cwd: await writeFiles(files), ...options });
    return { ids: scenarios.map(({ id }) => id).join(" "), problems: problems.map(({ message }) => message) };
  };

  test.each([
    ["by a tag", { tags: ["slow"] }, "b d"],
    ["by any of several tags", { tags: ["slow", "even"] }, "a b c d e"],
    ["every third one, from the first", { shard: { index: 1, of: 3 } }, "a d"],
    ["every third one, from the third", { shard: { index: 3, of: 3 } }, "c"],
    ["a part of what has a tag", { tags: ["even"], shard: { index: 2, of: 2 } }, "c"],
  ])("%s", async (_what, options, ids) => {
    expect(await idsOf(options)).toEqual({ ids, problems: [] });
  });

  test.each([
    [
      "an unknown tag, with those there are",
      { tags: ["evn"] },
      "no scenario has the tag evn; the tags are even, odd, slow",
    ],
    [
      "a shard too many",
      { shard: { index: 6, of: 6 } },
      "there is none for shard 6/6: there are only 5 scenarios; use fewer shards",
    ],
  ])("nothing for %s", async (_what, options, message) => {
    expect(await idsOf(options)).toEqual({ ids: "", problems: [message] });
  });
});
