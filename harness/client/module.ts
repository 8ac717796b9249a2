import type { ClientContext, ClientOf, ClientOutcome } from "./client.ts";
import { clientEnvironment } from "./client-environment.ts";
import { nothingKnown } from "./known-modules.ts";
import { startModuleWorker } from "./module-worker.ts";
import { runInWorker } from "./run-in-worker.ts";

/**
 * Calls the function of a JS or TS module in a worker thread of its own, from the context's pool if it has one. The result
 * is what it returns (or resolves to), as far as it can be cloned. All that can go wrong in the module is an `error`, with the
 * end of what it printed: it throws, ends the worker, leaves a rejection unhandled, takes too much memory, or is not done in
 * time and is stopped.
 */
export async function runModule(client: ClientOf<"module">, context: ClientContext): Promise<ClientOutcome> {
  if (context.pool !== undefined) return context.pool.run(client, context);
  const env = clientEnvironment(context);
  const { outcome } = await runInWorker(client, context, () =>
    startModuleWorker({ env, known: nothingKnown, learns: false }),
  );
  return outcome;
}
