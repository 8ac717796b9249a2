import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { asText } from "./build-request.ts";
import type { ClientContext, ClientOf, ClientOutcome } from "./client.ts";
import { clientEnvironment } from "./client-environment.ts";
import { collectOutput } from "./collect-output.ts";
import { bindGroup, endGroup } from "./end-group.ts";
import { endOfOutput } from "./end-of-output.ts";
import { startTimer } from "./start-timer.ts";

/**
 * Runs a program, found in PATH and without a shell, in a process group of its own that ends with it.
 * The result is `{exitCode, stdout, stderr, json}`: up to 1 MiB of each output, and `json` only if all of stdout is JSON;
 * a program that ends by signal n has exit code 128 + n, as in a shell. An exit code other than 0 is no error; an error
 * is a program that cannot be started, is not done in time, or is stopped because the run is.
 */
export async function runCommand(client: ClientOf<"command">, context: ClientContext): Promise<ClientOutcome> {
  try {
    const bind = (text: string) => asText(context.bind(text, context.variables));
    const [file = "", ...args] = client.argv.map(bind);
    if (file === "") return { error: "the command is empty; write at least the name of a program" };
    const { execa } = await import("execa");
    const subprocess = execa(file, args, {
      // The output is read below, since a program that prints more than is kept shall not be ended for it.
      buffer: false,
      cwd: context.cwd,
      detached: true,
      encoding: "buffer",
      env: clientEnvironment(context),
      extendEnv: false,
      input: client.stdin === undefined ? "" : bind(client.stdin),
      reject: false,
      windowsHide: true,
    });
    const letGo = bindGroup(subprocess);
    const output = { stdout: collectOutput(subprocess.stdout), stderr: collectOutput(subprocess.stderr) };
    const ending = await waitForEnding({
      subprocess,
      settled: subprocess,
      timeoutSeconds: client.timeoutSeconds,
      heldMs: context.heldMs,
      signal: context.signal,
    });
    if (ending.kind === "not started") return { error: describeStart(file, context.cwd, ending) };
    await endGroup(subprocess);
    letGo();
    await waitForOutput([subprocess.stdout, subprocess.stderr]);
    const [stdout, stderr] = [output.stdout(), output.stderr()];
    const printed = endOfOutput({ stdout, stderr });
    if (ending.kind === "stopped") return { error: `${file}: ${ending.reason}`, ...printed };
    return { result: { exitCode: ending.code, stdout, stderr, ...parseJson(stdout) }, ...printed };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { error: `the command ${JSON.stringify(client.argv[0] ?? "")} could not be run: ${reason}` };
  }
}

type Ending =
  | { readonly kind: "exited"; readonly code: number }
  | NotStarted
  | { readonly kind: "stopped"; readonly reason: string };

interface NotStarted {
  readonly kind: "not started";
  readonly code: string | undefined;
  readonly reason: string | undefined;
}

interface Waiting {
  readonly subprocess: Pick<ChildProcess, "pid" | "once">;
  /** The same process as a promise: the only place where a failed start always shows. */
  readonly settled: PromiseLike<{ readonly code?: string | undefined; readonly originalMessage?: string | undefined }>;
  readonly timeoutSeconds: number;
  readonly heldMs: ClientContext["heldMs"];
  readonly signal: AbortSignal | undefined;
}

function waitForEnding({ subprocess, settled, timeoutSeconds, heldMs, signal }: Waiting): Promise<Ending> {
  return new Promise<Ending>((resolve) => {
    const stop = (reason: string) => end({ kind: "stopped", reason });
    const abort = () => stop("it was stopped, because the run was");
    const stopTimer = startTimer({
      seconds: timeoutSeconds,
      heldMs,
      onLate: () => stop(`it was not done within ${timeoutSeconds} s (timeoutSeconds) and was stopped`),
    });
    const end = (ending: Ending) => {
      stopTimer();
      signal?.removeEventListener("abort", abort);
      resolve(ending);
    };
    subprocess.once("exit", (code, name) => {
      end({ kind: "exited", code: code ?? 128 + (name === null ? 0 : constants.signals[name]) });
    });
    settled.then(({ code, originalMessage }) => {
      if (subprocess.pid === undefined) end({ kind: "not started", code, reason: originalMessage });
    });
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();
  });
}

/** Waits for the last of the output, though not for a process that has left the group and holds it open. */
async function waitForOutput(streams: readonly Readable[]): Promise<void> {
  const ended = Promise.allSettled(streams.map((stream) => finished(stream)));
  await Promise.race([ended, delay(1000, undefined, { ref: false })]);
  for (const stream of streams) stream.destroy();
}

function describeStart(file: string, cwd: string, { code, reason }: NotStarted): string {
  const why =
    code === "ENOENT"
      ? `it was not found in PATH; install it, or write its path, which may be relative to ${cwd}`
      : code === "EACCES"
        ? "it may not be executed; check the file's permissions"
        : (reason ?? code ?? "for an unknown reason");
  return `the command ${JSON.stringify(file)} could not be started: ${why}`;
}

function parseJson(text: string): { readonly json?: unknown } {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return {};
  }
}
