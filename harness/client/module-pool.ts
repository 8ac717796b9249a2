import pLimit from "p-limit";
import type { ClientContext, ModulePool } from "./client.ts";
import { inheritedEnvironment } from "./client-environment.ts";
import { addLearned, nothingKnown } from "./known-modules.ts";
import { type ModuleWorker, startModuleWorker } from "./module-worker.ts";
import { runInWorker } from "./run-in-worker.ts";

export type { ModulePool } from "./client.ts";

/**
 * Runs module clients, up to `size` at a time, each in a worker thread of its own that is ended with it: what a client
 * leaves behind, in its modules, in what is built in or running, is in no other's way. They share what has nothing to do with
 * a run: which files an import means, TypeScript made ready to run, compiled code. While clients run, workers for the next
 * ones make themselves ready.
 */
export function createModulePool({ size }: { readonly size: number }): ModulePool {
  const limit = pLimit(Math.max(1, size));
  const counts = { started: 0, taught: 0 };
  const spares = new Set<ModuleWorker>();
  const busy = new Set<ModuleWorker>();
  let known = nothingKnown;
  let isClosed = false;

  const start = (context: ClientContext): ModuleWorker => {
    counts.started += 1;
    return startModuleWorker({ env: inheritedEnvironment(context.parentEnv), known, learns: true });
  };
  const takeSpare = (): ModuleWorker | undefined => {
    for (const spare of spares) {
      spares.delete(spare);
      if (spare.isUsable()) return spare;
    }
    return undefined;
  };
  const take = (context: ClientContext): ModuleWorker => {
    if (isClosed) throw new Error("the pool of workers is closed; create another one");
    const worker = takeSpare() ?? start(context);
    busy.add(worker);
    // Without any knowledge a spare worker would only do in advance what the first one is about to find out.
    while (known !== nothingKnown && spares.size < Math.min(size, mostSpares)) spares.add(start(context));
    return worker;
  };

  return {
    counts: () => ({ ...counts }),
    run: (client, context) =>
      limit(async () => {
        let worker: ModuleWorker | undefined;
        const { outcome, learned } = await runInWorker(client, context, () => {
          worker = take(context);
          return worker;
        });
        if (worker !== undefined) busy.delete(worker);
        if (learned !== undefined) {
          counts.taught += 1;
          known = addLearned(known, learned);
          if (known.builtIns.includes(fetchModule)) holdFetch();
        }
        return outcome;
      }),
    async close() {
      isClosed = true;
      const all = [...spares, ...busy];
      spares.clear();
      await Promise.all(all.map((worker) => worker.end()));
    },
  };
}

/** Node's implementation of fetch, as serve-job.mjs finds it among what is loaded. */
const fetchModule = "internal/deps/undici/undici";

/** Has this thread load it: V8 compiles its WebAssembly anew for every worker unless a living thread has done so. */
function holdFetch(): void {
  void globalThis.Request;
}

/** More would only wait: each is ready long before a client of the usual kind is done. */
const mostSpares = 2;
