import { isAscii } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { type CodeCache, openCodeCache } from "./code-cache.ts";

export interface LoadOptions {
  /** Absolute path of the folder that the package's files stand in. */
  readonly folder: string;
  /** Loads what is not a file of that folder: node's modules. */
  readonly require: (id: string) => unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is run: each command compiles other functions, and has a cache of its own. */
  readonly command: string | undefined;
}

/** The functions of a command are worth keeping; those of a wrong or missing one are few, and could be of any name. */
const commands: ReadonlySet<unknown> = new Set(["run", "serve", "explain", "new"]);

/**
 * Loads a CommonJS file of the package, and with it what it requires, as node does, but with what V8 compiled of it the last
 * time; when the process ends, what was compiled in it is kept. A cache that cannot be read or written changes nothing but the
 * time. The variables are node's own: NODE_COMPILE_CACHE is another folder for it, and NODE_DISABLE_COMPILE_CACHE=1 turns it
 * off.
 */
export function loadCompiled(file: string, { folder, require, env, command }: LoadOptions) {
  const isOn = commands.has(command) && env["NODE_DISABLE_COMPILE_CACHE"] !== "1";
  const cache: CodeCache | undefined = isOn
    ? openCodeCache({ folder, elsewhere: env["NODE_COMPILE_CACHE"], part: String(command) })
    : undefined;
  const loaded = new Map<string, { exports: unknown }>();

  const load = (id: string): unknown => {
    if (!id.startsWith("./")) return require(id);
    const known = loaded.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(id, module);
    const filename = join(folder, id);
    const bytes = readFileSync(filename);
    // The build writes ASCII as far as it can, which is read in a third of the time.
    const text = bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
    const cachedData = cache?.read(id, bytes);
    const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
      filename,
      ...(cachedData !== undefined && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true)
      cache?.keepAtExit(id, { script, source: bytes });
    script.runInThisContext()(module.exports, load, module, filename, folder);
    return module.exports;
  };

  return load(`./${file}`) as { readonly main: () => void };
}
