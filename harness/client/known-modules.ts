import type { KnownModules, LearnedModules } from "./module-job.ts";

/** What is known before anything was loaded. */
export const nothingKnown: KnownModules = {
  resolved: new Map(),
  loaded: new Map(),
  commonJs: new Map(),
  compiled: new Map(),
  paths: new Map(),
  builtIns: [],
  commonJsTypeScript: false,
};

/** What is known together with what a worker has learned. What would become too much is not taken over. */
export function addLearned(known: KnownModules, learned: LearnedModules): KnownModules {
  const resolved = new Map([...known.resolved, ...learned.resolved]);
  const loaded = new Map([...known.loaded, ...learned.loaded]);
  const commonJs = new Map([...known.commonJs, ...learned.commonJs]);
  const compiled = new Map([...known.compiled, ...learned.compiled]);
  const paths = new Map([...known.paths, ...learned.paths]);
  const entries = resolved.size + loaded.size + commonJs.size + compiled.size + paths.size;
  if (entries > mostEntries || sizeOf(loaded.values(), compiled.values()) > mostBytes) return known;
  return {
    resolved,
    loaded,
    commonJs,
    compiled,
    paths,
    builtIns: [...new Set([...known.builtIns, ...learned.builtIns])],
    commonJsTypeScript: known.commonJsTypeScript || learned.commonJsTypeScript,
  };
}

const mostEntries = 20_000;
const mostBytes = 64 * 1024 * 1024;

function sizeOf(
  loaded: Iterable<KnownModules["loaded"] extends ReadonlyMap<string, infer Value> ? Value : never>,
  compiled: Iterable<{ readonly data: Uint8Array }>,
): number {
  let bytes = 0;
  for (const { result } of loaded) bytes += result.source?.length ?? 0;
  for (const { data } of compiled) bytes += data.length;
  return bytes;
}
