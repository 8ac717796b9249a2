import { resolve } from "node:path";
import { type RunArguments, readRunConfig } from "#harness/config.ts";
import { reporters } from "#harness/report/index.ts";
import { createOutput, type TextStream } from "#harness/report/output.ts";
import { runScenarios } from "#harness/run/run-scenarios.ts";
import { formatProblem, loadScenarios } from "#harness/scenario/load-scenarios.ts";
import { targets } from "#harness/target/index.ts";
import { createRedactor } from "#redact/create-redactor.ts";

/** What the verb needs of the process it runs in. */
export interface RunProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
}

/** The verb `run`: loads scenarios, runs them on the mock and reports. Gives the exit code (docs/exit-codes.md). */
export async function run(args: RunArguments, around: RunProcess): Promise<number> {
  const { cwd, env, stdout, stderr, signal } = around;
  const redactor = createRedactor();
  const output = createOutput({
    stdout,
    stderr,
    redactor,
    noColour: env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "",
  });
  const read = readRunConfig(args);
  if (read.kind === "mistakes") {
    output.progress(`${read.mistakes.join("\n")}\n`);
    return 2;
  }
  const { config } = read;
  const { scenarios, problems } = await loadScenarios({
    paths: config.paths,
    cwd,
    ...(config.filter === undefined ? {} : { filter: config.filter }),
  });
  if (problems.length > 0) {
    output.progress(
      `${problems.map(formatProblem).join("\n")}\n\n${countProblems(problems.length)} Nothing was sent.\n`,
    );
    return 2;
  }
  const active = config.reporters.map(({ name, file }) =>
    reporters[name]({ output, ...(file === undefined ? {} : { file: resolve(cwd, file) }) }),
  );
  const result = await runScenarios(scenarios, {
    target: targets.mock({ seed: config.seed }),
    concurrency: config.concurrency,
    parentEnv: env,
    cwd,
    signal,
    onSecret: (secret) => redactor.add(secret),
    onEvent: (event) => {
      for (const reporter of active) reporter.onEvent(event);
    },
  });
  const unwritten = await closeAll(active);
  for (const message of unwritten) output.progress(`${message}\n`);
  if (unwritten.length > 0) return 2;
  return signal.aborted ? 130 : result.exitCode;
}

function countProblems(count: number): string {
  return count === 1 ? "1 problem." : `${count} problems.`;
}

/** Every reporter is closed, even if one of them cannot write its file. */
async function closeAll(active: readonly { close(): Promise<void> }[]): Promise<string[]> {
  const closed = await Promise.allSettled(active.map((reporter) => reporter.close()));
  return closed.flatMap((one) =>
    one.status === "rejected" ? [`A report could not be written: ${messageOf(one.reason)}`] : [],
  );
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
