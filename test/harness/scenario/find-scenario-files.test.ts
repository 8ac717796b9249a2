import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { findScenarioFiles, formatPath } from "#harness/scenario/find-scenario-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "genesys-mock-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function write(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), "");
  }
}

const find = async (...paths: readonly string[]) => {
  const { files, problems } = await findScenarioFiles(paths, folder);
  return { files: files.map((file) => formatPath(file, folder)), problems };
};

describe("findScenarioFiles", () => {
  test("finds the scenarios of a folder and of the folders below it, sorted", async () => {
    await write("b.scenario.yaml", "a/z.scenario.yaml", "a/a/a.scenario.yaml", "a/other.yaml", "c.scenario.yaml.txt");
    expect(await find(".")).toEqual({
      files: ["a/a/a.scenario.yaml", "a/z.scenario.yaml", "b.scenario.yaml"],
      problems: [],
    });
  });

  test("leaves out packages and what is hidden", async () => {
    await write("a.scenario.yaml", ".b.scenario.yaml", ".git/c.scenario.yaml", "x/node_modules/p/d.scenario.yaml");
    expect(await find(".")).toEqual({ files: ["a.scenario.yaml"], problems: [] });
  });

  test("takes a hidden folder, and one of packages, that is named itself", async () => {
    await write(".hidden/a.scenario.yaml", "node_modules/p/b.scenario.yaml");
    expect((await find(".hidden", "node_modules/p")).files).toEqual([
      ".hidden/a.scenario.yaml",
      "node_modules/p/b.scenario.yaml",
    ]);
  });

  test("gives a file that two paths name once", async () => {
    await write("a/a.scenario.yaml");
    expect((await find("a/a.scenario.yaml", "a", ".")).files).toEqual(["a/a.scenario.yaml"]);
  });

  test("follows links to files and folders, each folder once, and where it really is if that is below", async () => {
    await write("real/a.scenario.yaml");
    const other = await mkdtemp(join(tmpdir(), "genesys-mock-other-"));
    onTestFinished(() => rm(other, { recursive: true }));
    await writeFile(join(other, "b.scenario.yaml"), "");
    await symlink(other, join(folder, "a-linked"));
    await symlink(join(folder, "real"), join(folder, "real/back"));
    await symlink(join(folder, "real"), join(folder, "twin"));
    await symlink(join(folder, "real/a.scenario.yaml"), join(folder, "linked.scenario.yaml"));
    expect((await find(".")).files).toEqual([
      "a-linked/b.scenario.yaml",
      "linked.scenario.yaml",
      "real/a.scenario.yaml",
    ]);
  });

  test("is done soon where links branch again and again", async () => {
    await write("level-30/a.scenario.yaml");
    for (let level = 29; level >= 0; level -= 1) {
      await mkdir(join(folder, `level-${level}`));
      for (const name of ["one", "two"])
        await symlink(join(folder, `level-${level + 1}`), join(folder, `level-${level}/${name}`));
    }
    expect((await find("level-0")).files).toEqual([expect.stringMatching(/level-0\/.*a\.scenario\.yaml$/)]);
  });

  test("gives a link that leads nowhere, for the reader of files to tell", async () => {
    await symlink(join(folder, "gone"), join(folder, "a.scenario.yaml"));
    expect((await find(".")).files).toEqual(["a.scenario.yaml"]);
  });

  test("tells a file with the other ending of YAML", async () => {
    await write("a.scenario.yml", "b.scenario.yaml");
    expect(await find(".")).toMatchObject({
      files: ["b.scenario.yaml"],
      problems: [{ file: "a.scenario.yml", message: "expected a file that ends with .scenario.yaml; rename it" }],
    });
  });

  test("tells a folder without scenarios, and a path that leads nowhere", async () => {
    await write("empty/readme.md", "full/a.scenario.yaml");
    const { files, problems } = await find("empty", "ful");
    expect(files).toEqual([]);
    expect(problems).toMatchObject([
      { file: "empty", message: "there is no scenario in this folder; a scenario's file ends with .scenario.yaml" },
      { file: "ful", message: 'there is no such file or folder; did you mean "full"?' },
    ]);
  });
});
