import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { bundle } from "#scripts/package/bundle.ts";

const root = resolve(import.meta.dirname, "../../..");
/** A program that requires a file beside it, a module of node's, and itself not at all. */
const program = `const { basename } = require("node:path");
exports.main = () => process.stdout.write(require("./words.cjs").greet(basename(__filename)));
`;
const words = `exports.greet = (name) => "hello from " + name;`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "genesys-mock-compiled-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "program.cjs"), program);
  await writeFile(join(folder, "words.cjs"), words);
  await writeBin("build-1");
});

/** The bin of a package whose files have this id. */
async function writeBin(buildId: string): Promise<void> {
  await bundle({
    root,
    entry: "scripts/package/shipped/genesys-mock.ts",
    outfile: join(folder, "bin/genesys-mock.cjs"),
    format: "cjs",
    define: { buildId: JSON.stringify(buildId) },
  });
}

async function start(command = "run", env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout } = await execa("node", [join(folder, "bin/genesys-mock.cjs"), command], {
    env: { NODE_COMPILE_CACHE: "", NODE_DISABLE_COMPILE_CACHE: "", ...env },
  });
  return stdout;
}

/** The files that are kept below a folder, with what tells whether they were written anew. */
async function kept(below = join(folder, ".compile-cache")): Promise<ReadonlyMap<string, number>> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, (await stat(file)).mtimeMs] as const)));
}

const namesOf = (files: ReadonlyMap<string, number>) =>
  [...files.keys()].map((file) => file.split("/").slice(-2).join("/")).sort();

describe("loadCompiled", () => {
  test("runs the program, and keeps what was compiled of each of its files", async () => {
    expect(await start()).toBe("hello from program.cjs");
    expect(namesOf(await kept())).toEqual(["run/program.cjs", "run/words.cjs"]);
  });

  test("takes what it has kept, and does not write it again", async () => {
    await start();
    const first = await kept();
    expect(await start()).toBe("hello from program.cjs");
    expect(await kept()).toEqual(first);
  });

  test("keeps what each command compiles apart", async () => {
    await start("run");
    await start("serve");
    expect(namesOf(await kept())).toEqual(["run/program.cjs", "run/words.cjs", "serve/program.cjs", "serve/words.cjs"]);
  });

  test.each(["--help", "../../elsewhere", "rum"])(
    "keeps nothing of the argument %s, which is no command",
    async (arg) => {
      expect(await start(arg)).toBe("hello from program.cjs");
      expect(await kept()).toEqual(new Map());
    },
  );

  test("takes nothing that another build has kept, though the texts are equally long", async () => {
    await start();
    await writeFile(join(folder, "words.cjs"), words.replace("hello", "howdy"));
    await writeBin("build-2");
    expect(await start()).toBe("howdy from program.cjs");
    expect((await kept()).size).toBe(4);
  });

  test.each([
    ["a byte is wrong", (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 60 ? byte ^ 1 : byte))],
    ["its end is missing", (bytes: Buffer) => bytes.subarray(0, -40)],
    ["it is empty", () => Buffer.alloc(0)],
    ["it holds zeros", (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ])("keeps a file anew when %s", async (_what, damage) => {
    await start();
    const files = [...(await kept()).keys()];
    for (const file of files) await writeFile(file, damage(await readFile(file)));
    const damaged = await kept();
    expect(await start()).toBe("hello from program.cjs");
    const mended = await kept();
    for (const file of files) expect(mended.get(file)).not.toBe(damaged.get(file));
    expect(await start()).toBe("hello from program.cjs");
    expect(await kept()).toEqual(mended);
  });

  test("keeps nothing where it cannot write, and says nothing of it", async () => {
    await writeFile(join(folder, ".compile-cache"), "a file in its way");
    expect(await start()).toBe("hello from program.cjs");
    expect(await readFile(join(folder, ".compile-cache"), "utf8")).toBe("a file in its way");
  });

  test("uses the folder of NODE_COMPILE_CACHE", async () => {
    const elsewhere = join(folder, "elsewhere");
    await mkdir(elsewhere);
    await start("run", { NODE_COMPILE_CACHE: elsewhere });
    expect(namesOf(await kept(elsewhere))).toEqual(["run/program.cjs", "run/words.cjs"]);
    expect(await kept()).toEqual(new Map());
  });

  test("is off with NODE_DISABLE_COMPILE_CACHE=1", async () => {
    expect(await start("run", { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("hello from program.cjs");
    expect(await kept()).toEqual(new Map());
  });
});
