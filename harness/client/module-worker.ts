import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { MessageChannel, Worker } from "node:worker_threads";
import { hearWorker, type Limits } from "./hear-worker.ts";
import type { LearnedModules, ModuleAnswer, ModuleJob, ModuleWorkerData } from "./module-job.ts";
import { keepEnd } from "./whole-words.ts";

/** A worker thread for one run of a module. */
export interface ModuleWorker {
  /** Whether it can still take a job: it was given none, and has not failed while it waited. */
  isUsable(): boolean;
  /** Gives it its only job and ends it. Rejects for a job that cannot be cloned. */
  run(job: ModuleJob, limits: Limits): Promise<FinishedJob>;
  /** Ends it, whatever it is doing. */
  end(): Promise<void>;
}

export interface FinishedJob {
  readonly answer: ModuleAnswer;
  /** More than the end of what the module printed. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** What later workers need not find out again. */
  readonly learned: LearnedModules | undefined;
}

export interface WorkerStart extends Omit<ModuleWorkerData, "port"> {
  /** The environment until there is a job, which brings its own. */
  readonly env: Readonly<Record<string, string>>;
}

/** The one place that knows where the worker's file is. */
const workerFile = new URL("./start-module-worker.mjs", import.meta.url);

/** Starts a worker that makes itself ready for a job; while it has none it does not keep the process alive. */
export function startModuleWorker({ env, ...data }: WorkerStart): ModuleWorker {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(workerFile, {
    env: { ...env },
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { ...data, port: port2 } satisfies ModuleWorkerData,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb },
  });
  const output = collectEnds(worker);
  const heard = hearWorker(worker, port1);
  let isUsable = true;
  const spend = () => {
    isUsable = false;
  };
  worker.on("error", spend);
  worker.once("exit", spend);
  worker.unref();
  port1.unref();

  const end = async () => {
    spend();
    port1.close();
    // What was printed last may come after the answer, but surely before the worker's end.
    const streams = [worker.stdout, worker.stderr].map((stream) => finished(stream));
    const ended = Promise.allSettled([worker.terminate(), ...streams]);
    await Promise.race([ended, delay(stopMs, undefined, { ref: false })]);
    // A worker that cannot be stopped (it waits for a child process, say) shall not hold the run up.
    worker.unref();
  };
  return {
    isUsable: () => isUsable,
    end,
    async run(job, limits) {
      spend();
      worker.ref();
      try {
        const answer = await heard.answer(job, limits);
        const learned = await heard.learned();
        return { answer, learned, output: await end().then(output) };
      } catch (error) {
        await end();
        throw error;
      }
    },
  };
}

/** Reads what a worker prints and gives the last of it, from a whole word on. */
function collectEnds(worker: Worker): () => FinishedJob["output"] {
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    worker[name].setEncoding("utf8");
    worker[name].on("data", (text: string) => {
      output[name] = (output[name] + text).slice(-keptLength - 1);
    });
  }
  return () => ({ stdout: keepEnd(output.stdout, keptLength), stderr: keepEnd(output.stderr, keptLength) });
}

/** How many characters of a stream are kept: more than are shown, since colours, which are not, count too. */
const keptLength = 8000;

/** How long to wait for a worker that is being stopped. */
const stopMs = 2000;

/** What a module that takes more and more memory can take of the harness's. */
const maxOldGenerationSizeMb = 512;
