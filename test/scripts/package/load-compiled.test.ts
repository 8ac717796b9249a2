import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
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
  await bundle({
    root,
    entry: "scripts/package/shipped/genesys-mock.ts",
    outfile: join(folder, "bin/genesys-mock.cjs"),
    format: "cjs",
  });
});

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

const namesOf = (files: ReadonlyMap<string, number>) => [...files.keys()].map((file) => basename(file)).sort();

describe("loadCompiled", () => {
  test("runs the program, and keeps what was compiled of each of its files", async () => {
    expect(await start()).toBe("hello from program.cjs");
    expect(namesOf(await kept())).toEqual(["run-program.cjs", "run-words.cjs"]);
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
    expect(namesOf(await kept())).toEqual(["run-program.cjs", "run-words.cjs", "serve-program.cjs", "serve-words.cjs"]);
  });

  test.each(["--help", "../../elsewhere", "rum"])(
    "keeps nothing of the argument %s, which is no command",
    async (arg) => {
      expect(await start(arg)).toBe("hello from program.cjs");
      expect(await kept()).toEqual(new Map());
    },
  );

  test("takes nothing that was kept of another text, though it is equally long", async () => {
    await start();
    await writeFile(join(folder, "words.cjs"), words.replace("hello", "howdy"));
    expect(await start()).toBe("howdy from program.cjs");
    expect(await start()).toBe("howdy from program.cjs");
  });

  test("reads a text that is not ASCII as UTF-8", async () => {
    await writeFile(join(folder, "words.cjs"), words.replace("hello", "grüße … "));
    expect(await start()).toBe("grüße …  from program.cjs");
    expect(await start()).toBe("grüße …  from program.cjs");
  });

  test("names what it keeps by node, processor and user", async () => {
    await start();
    const user = process.getuid === undefined ? "" : `-${process.getuid()}`;
    expect([...(await kept()).keys()].map((file) => basename(dirname(file)))).toEqual(
      Array(2).fill(`genesys-mock-${process.version}-${process.arch}${user}`),
    );
  });

  test.skipIf(process.platform === "win32")("keeps files and folders that nobody else can read or write", async () => {
    await start();
    for (const file of (await kept()).keys()) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    }
  });

  test.skipIf(process.platform === "win32")("takes nothing that others can write", async () => {
    await start();
    const [file = ""] = (await kept()).keys();
    await chmod(file, 0o666);
    const before = await kept();
    expect(await start()).toBe("hello from program.cjs");
    expect((await kept()).get(file)).not.toBe(before.get(file));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.skipIf(process.platform === "win32")("writes nothing into a folder that others can write", async () => {
    await start();
    const [file = ""] = (await kept()).keys();
    await chmod(dirname(file), 0o777);
    await rm(file);
    expect(await start()).toBe("hello from program.cjs");
    expect((await kept()).has(file)).toBe(false);
  });

  test("leaves a file that another process is writing, and takes away one that nobody finished", async () => {
    await start();
    const [file = ""] = (await kept()).keys();
    const unfinished = `${file}.unfinished`;
    await rm(file);
    await writeFile(unfinished, "half");
    await start();
    expect(await readFile(unfinished, "utf8")).toBe("half");
    await utimes(unfinished, 0, 0);
    await start();
    await start();
    expect((await kept()).has(unfinished)).toBe(false);
    expect((await kept()).has(file)).toBe(true);
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
    expect(namesOf(await kept(elsewhere))).toEqual(["run-program.cjs", "run-words.cjs"]);
    expect(await kept()).toEqual(new Map());
  });

  test("is off with NODE_DISABLE_COMPILE_CACHE=1", async () => {
    expect(await start("run", { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("hello from program.cjs");
    expect(await kept()).toEqual(new Map());
  });
});
