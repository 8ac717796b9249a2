import { relative } from "node:path";
import type { ClientContext, ClientOf, ClientOutcome } from "./client.ts";
import { clientEnvironment } from "./client-environment.ts";
import { describeThrown } from "./describe-thrown.mjs";
import { endOfOutput } from "./end-of-output.ts";
import type { LearnedModules, ModuleJob } from "./module-job.ts";
import type { ModuleWorker } from "./module-worker.ts";

export interface WorkerRun {
  readonly outcome: ClientOutcome;
  readonly learned?: LearnedModules | undefined;
}

/**
 * Runs a module client in a worker, which it gets from `take` once the job is known to be possible. The outcome is as
 * `runModule` promises it; never rejects.
 */
export async function runInWorker(
  client: ClientOf<"module">,
  context: ClientContext,
  take: () => ModuleWorker,
): Promise<WorkerRun> {
  const name = `${client.export} of ${relative(context.cwd, client.path)}`;
  try {
    const job = buildJob(client, context);
    const limits = { timeoutSeconds: client.timeoutSeconds, heldMs: context.heldMs, signal: context.signal };
    const { answer, output, learned } = await take().run(job, limits);
    const ending = answer.kind === "returned" ? { result: answer.value } : { error: `${name}: ${answer.error}` };
    return { outcome: { ...ending, ...endOfOutput(output) }, learned };
  } catch (error) {
    return { outcome: { error: `${name}: it could not be started: ${describeThrown(error)}` } };
  }
}

function buildJob(client: ClientOf<"module">, context: ClientContext): ModuleJob {
  const { baseUrl, loginUrl, accessToken, clientId, clientSecret, variables } = context;
  const input = context.bind(client.input, variables);
  const argument = { baseUrl, loginUrl, accessToken, clientId, clientSecret, variables, input };
  return { path: client.path, export: client.export, argument, env: clientEnvironment(context) };
}
