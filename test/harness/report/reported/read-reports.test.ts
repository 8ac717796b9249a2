import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readReports } from "#harness/report/reported/read-reports.ts";

let folder: string;
let scenario: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  await mkdir(join(folder, "users"));
  scenario = join(folder, "users", "one.scenario.yaml");
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe("readReports", () => {
  test("finds the catalogue in a folder above the scenario", async () => {
    await write("catalogue.yaml", "- { id: one, response: { status: 400 } }\n- { id: two, response: {} }\n");
    expect(await readReports(scenario)).toEqual({
      reports: [{ id: "one", status: 400 }, { id: "two" }],
      contradictions: [],
    });
  });

  test("reads the contradictions beside it", async () => {
    await write("catalogue.yaml", "[]");
    await write(
      "contradictions.yaml",
      "- { topic: t, a: { says: x, claims: [{ report: one, claim: c }] }, b: { says: y, claims: [] } }\n",
    );
    expect((await readReports(scenario))?.contradictions).toEqual([
      { topic: "t", a: { says: "x", claims: [{ report: "one", claim: "c" }] }, b: { says: "y", claims: [] } },
    ]);
  });

  test("gives nothing where there is no catalogue", async () => {
    expect(await readReports(scenario)).toBeUndefined();
  });

  test.each(["{ broken", "a text", "- 1\n- null\n- { id: 2 }"])(
    "passes over what is no list of reports: %j",
    async (text) => {
      await write("catalogue.yaml", text);
      await write("contradictions.yaml", text);
      expect(await readReports(scenario)).toEqual({ reports: [], contradictions: [] });
    },
  );
});
