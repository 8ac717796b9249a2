import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readScenarioText } from "#harness/scenario/document/read-scenario-text.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

describe("readScenarioText", () => {
  test("reads a text without its byte order mark", async () => {
    const folder = await writeFiles({ a: "\uFEFFid: ä" });

    expect(await readScenarioText(join(folder, "a"))).toEqual({ text: "id: ä" });
  });

  test.each([
    ["a file that is gone", "gone", "the file cannot be read: ENOENT"],
    ["a folder", ".", "the file cannot be read: EISDIR"],
  ])("says why it cannot read %s", async (_what, name, reason) => {
    const folder = await writeFiles({});

    expect(await readScenarioText(join(folder, name))).toEqual({ failure: expect.stringContaining(reason) });
  });

  test.each([
    [1_000_000, "text"],
    [1_000_001, "failure"],
  ])("gives for %i bytes: %s", async (size, outcome) => {
    const folder = await writeFiles({ a: "x".repeat(size) });

    expect(Object.keys(await readScenarioText(join(folder, "a")))).toEqual([outcome]);
  });
});
