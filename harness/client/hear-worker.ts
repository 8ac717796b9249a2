import { type MessagePort, receiveMessageOnPort, type Worker } from "node:worker_threads";
import { describeThrown } from "./describe-thrown.mjs";
import type { LearnedModules, ModuleAnswer, ModuleJob, ModuleMessage } from "./module-job.ts";
import { startTimer, type TimerOptions } from "./start-timer.ts";

/** What comes from a worker. */
export interface HeardWorker {
  /** Hands over the job and waits for how it went, or for what has ended the wait. Rejects for a job that cannot be cloned. */
  answer(job: ModuleJob, limits: Limits): Promise<ModuleAnswer>;
  /** What was new to the worker, told after the answer; undefined if nothing was or it can no longer tell. */
  learned(): Promise<LearnedModules | undefined>;
}

export interface Limits {
  readonly timeoutSeconds: number;
  /** Milliseconds so far that do not count as such. */
  readonly heldMs?: (() => number) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Listens to a worker from its start on. */
export function hearWorker(worker: Worker, port: MessagePort): HeardWorker {
  const onChange = new Set<() => void>();
  let isStarted = false;
  let isGone = false;
  let answer: ModuleAnswer | undefined;
  let isNews = false;
  let learned: LearnedModules | undefined;

  const changed = (change: () => void) => {
    change();
    for (const notify of onChange) notify();
  };
  const take = (message: ModuleMessage) =>
    changed(() => {
      if (message.kind === "started") isStarted = true;
      else if (message.kind === "learned") learned = message.learned;
      else if (answer === undefined) ({ isNews, ...answer } = message);
    });
  const leave = (error: string) =>
    changed(() => {
      isGone = true;
      answer ??= { kind: "failed", error };
    });
  port.on("message", take);
  worker.on("error", (error) => leave(`nobody handled ${describeThrown(error)}`));
  worker.once("exit", (code) => {
    // An answer given just before the end may not have come up yet.
    for (let last = receiveMessageOnPort(port); last !== undefined; last = receiveMessageOnPort(port))
      take(last.message);
    leave(code === unsettled ? "it waits for a promise that nothing will settle" : leftWith(code));
  });

  /** Resolves when something is there, with the reason where it is not: the time is over, or the run is stopped. */
  const waitFor = (
    isThere: () => boolean,
    { signal, ...time }: Pick<TimerOptions, "seconds" | "heldMs"> & { signal?: AbortSignal | undefined },
  ) =>
    new Promise<"there" | "late" | "stopped">((resolve) => {
      const end = (how: "there" | "late" | "stopped") => {
        stopTimer();
        signal?.removeEventListener("abort", stop);
        onChange.delete(look);
        resolve(how);
      };
      const look = () => isThere() && end("there");
      const stop = () => end("stopped");
      const stopTimer = startTimer({ ...time, onLate: () => end("late") });
      onChange.add(look);
      signal?.addEventListener("abort", stop, { once: true });
      if (signal?.aborted) stop();
      else look();
    });

  return {
    async answer(job, { timeoutSeconds, heldMs, signal }) {
      port.postMessage(job);
      // The start of a worker, slow on a busy machine, is not the module's fault and has a time of its own.
      const start = await waitFor(() => isStarted || answer !== undefined, { seconds: startSeconds, signal });
      if (start === "late") return failed(`its worker did not start within ${startSeconds} s`);
      const end = await waitFor(() => answer !== undefined, { seconds: timeoutSeconds, heldMs, signal });
      if (end === "late") return failed(`it was not done within ${timeoutSeconds} s (timeoutSeconds) and was stopped`);
      return answer === undefined || end === "stopped" ? failed("it was stopped, because the run was") : answer;
    },
    async learned() {
      if (isNews) await waitFor(() => learned !== undefined || isGone, { seconds: learnSeconds });
      return learned;
    },
  };
}

function failed(error: string): ModuleAnswer {
  return { kind: "failed", error };
}

/** Node's exit code for a program that has nothing left to do but still waits. */
const unsettled = 13;

function leftWith(code: number): string {
  return `the worker ended with code ${code} before the function returned; something in it called process.exit`;
}

/** How long a worker may take to start. */
const startSeconds = 30;

/** How long a worker may take to tell what was new: what the module has left behind may be in its way. */
const learnSeconds = 2;
