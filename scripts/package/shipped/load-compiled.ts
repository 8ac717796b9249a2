import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

export interface LoadOptions {
  /** Absolute path of the folder that the package's files stand in. */
  readonly folder: string;
  /** Loads what is not a file of that folder: node's modules. */
  readonly require: (id: string) => unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is run: each command compiles other functions, and has a cache of its own. */
  readonly command: string | undefined;
}

/** The build puts the hash of all that it wrote here. V8 itself tells two texts apart by their length only. */
declare const buildId: string;

/** The functions of a command are worth keeping; those of a wrong or missing one are few, and could be of any name. */
const commands: ReadonlySet<unknown> = new Set(["run", "serve", "explain", "new"]);

/**
 * Loads a CommonJS file of the package, and with it what it requires, as node does, but with what V8 compiled of it the last
 * time; when the process ends, what was compiled in it is kept. A cache of another node, or one that cannot be read or
 * written, changes nothing but the time. The variables are node's own: NODE_COMPILE_CACHE is another folder for it, and
 * NODE_DISABLE_COMPILE_CACHE=1 turns it off.
 */
export function loadCompiled(file: string, { folder, require, env, command }: LoadOptions) {
  const isOn = commands.has(command) && env["NODE_DISABLE_COMPILE_CACHE"] !== "1";
  const home = env["NODE_COMPILE_CACHE"] || join(folder, ".compile-cache");
  const cache = join(home, `${buildId}-${process.version}-${process.arch}`, String(command));
  const loaded = new Map<string, { exports: unknown }>();
  const compiled = new Map<string, Script>();

  const load = (id: string): unknown => {
    if (!id.startsWith("./")) return require(id);
    const known = loaded.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(id, module);
    const filename = join(folder, id);
    // The build writes ASCII only.
    const text = readFileSync(filename, "latin1");
    const cachedData = isOn ? readKept(join(cache, id)) : undefined;
    const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
      filename,
      ...(cachedData !== undefined && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true) compiled.set(id, script);
    script.runInThisContext()(module.exports, load, module, filename, folder);
    return module.exports;
  };

  if (isOn) process.once("exit", () => keep(cache, compiled));
  return load(`./${file}`) as { readonly main: () => void };
}

/** What was kept in a file, or undefined where that is not there or not whole: V8 ends the process over a damaged one. */
function readKept(file: string): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  if (bytes.length < sumLength) return undefined;
  const data = bytes.subarray(0, -sumLength);
  return crc32(data) === bytes.readUInt32LE(data.length) ? data : undefined;
}

/** Bytes of the checksum at the end: V8 reads the data where it begins, and wants it aligned. */
const sumLength = 4;

function withSum(data: Buffer): Buffer {
  const sum = Buffer.alloc(sumLength);
  sum.writeUInt32LE(crc32(data));
  return Buffer.concat([data, sum]);
}

/** Each file is whole when it gets its name: others may be reading. */
function keep(cache: string, compiled: ReadonlyMap<string, Script>): void {
  if (compiled.size === 0) return;
  try {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    for (const [id, script] of compiled) {
      const file = join(cache, id);
      const unfinished = join(dirname(file), `.${process.pid}`);
      try {
        writeFileSync(unfinished, withSum(script.createCachedData()), { mode: 0o600 });
        renameSync(unfinished, file);
      } catch {
        rmSync(unfinished, { force: true });
      }
    }
  } catch {
    // Installed where this user may not write: the next start is no quicker.
  }
}
