import { relative } from "node:path";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { ModuleAnswer, ModuleJob, ModuleMessage } from "./call-module.ts";
import type { ClientContext, ClientOf, ClientOutcome } from "./client.ts";
import { clientEnvironment } from "./client-environment.ts";
import { describeThrown } from "./describe-thrown.ts";
import { keepEnd } from "./whole-words.ts";

/**
 * Calls the function of a JS or TS module in a worker thread of its own. The result is what it returns (or resolves to),
 * as far as it can be cloned. All that can go wrong in the module is an `error`, with the end of what it printed: it
 * throws, ends the worker, leaves a rejection unhandled, or is not done in time and is stopped.
 */
export async function runModule(client: ClientOf<"module">, context: ClientContext): Promise<ClientOutcome> {
  const name = `${client.export} of ${relative(context.cwd, client.path)}`;
  try {
    const { answer, output } = await runInWorker(client, context);
    if (answer.kind === "returned") return { result: answer.value };
    return { error: `${name}: ${answer.error}${output === "" ? "" : `\nthe end of its output:\n${output}`}` };
  } catch (error) {
    return { error: `${name}: it could not be started: ${describeThrown(error)}` };
  }
}

async function runInWorker(
  client: ClientOf<"module">,
  context: ClientContext,
): Promise<{ readonly answer: ModuleAnswer; readonly output: string }> {
  const job: ModuleJob = { path: client.path, export: client.export, argument: buildArgument(client, context) };
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./start-module-worker.mjs", import.meta.url), {
    env: clientEnvironment(context),
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { job, port: port2 },
    transferList: [port2],
  });
  const streams = [worker.stdout, worker.stderr];
  let output = "";
  for (const stream of streams) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      output = (output + text).slice(-keptLength);
    });
  }

  const answer = await waitForAnswer(worker, port1, { ...client, signal: context.signal });
  port1.close();
  // What was printed last may come after the answer, but surely before the worker's end.
  const ended = Promise.allSettled([worker.terminate(), ...streams.map((stream) => finished(stream))]);
  await Promise.race([ended, delay(stopMs, undefined, { ref: false })]);
  // A worker that cannot be stopped (it waits for a child process, say) shall not hold the run up.
  worker.unref();
  return { answer, output: keepEnd(output, outputLength) };
}

interface Limits {
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal | undefined;
}

function waitForAnswer(worker: Worker, port: MessagePort, { timeoutSeconds, signal }: Limits): Promise<ModuleAnswer> {
  return new Promise<ModuleAnswer>((resolve) => {
    const settle = (answer: ModuleAnswer) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve(answer);
    };
    const fail = (error: string) => settle({ kind: "failed", error });
    const abort = () => fail("it was stopped, because the run was");
    // The start of a worker, slow on a busy machine, is not the module's fault and has a time of its own.
    let timer = setTimeout(() => fail(`its worker did not start within ${startSeconds} s`), startSeconds * 1000);
    const take = (message: ModuleMessage) => {
      if (message.kind !== "started") return settle(message);
      clearTimeout(timer);
      const error = `it was not done within ${timeoutSeconds} s (timeoutSeconds) and was stopped`;
      timer = setTimeout(() => fail(error), timeoutSeconds * 1000);
    };
    port.on("message", take);
    worker.once("error", (error) => fail(`nobody handled ${describeThrown(error)}`));
    worker.once("exit", (code) => {
      // An answer given just before the end may not have come up yet.
      for (let last = receiveMessageOnPort(port); last !== undefined; last = receiveMessageOnPort(port))
        take(last.message);
      fail(code === unsettled ? "it waits for a promise that nothing will settle" : leftWith(code));
    });
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
  });
}

/** Node's exit code for a program that has nothing left to do but still waits. */
const unsettled = 13;

function leftWith(code: number): string {
  return `the worker ended with code ${code} before the function returned; something in it called process.exit`;
}

/** How many characters of the output an error shows. */
const outputLength = 2000;

/** How many are kept: more than are shown, so that what is shown begins where the cut fell in no word. */
const keptLength = outputLength + 1;

/** How long a worker may take to start. */
const startSeconds = 30;

/** How long to wait for a worker that is being stopped. */
const stopMs = 2000;

function buildArgument(client: ClientOf<"module">, context: ClientContext): Readonly<Record<string, unknown>> {
  const { baseUrl, loginUrl, accessToken, clientId, clientSecret, variables } = context;
  const input = context.bind(client.input, variables);
  return { baseUrl, loginUrl, accessToken, clientId, clientSecret, variables, input };
}
