import { env as processEnv, stderr, stdout } from "node:process";
import { layUnderEnvFile } from "#harness/cli/env-file.ts";
import { readRunConfig } from "#harness/config/read-run-config.ts";
import type { RunConfig } from "#harness/config/run-config.ts";
import type { RunEvent, RunResult } from "#harness/run/run-event.ts";
import { runSuite, type SuiteResult } from "#harness/run-suite.ts";
import { formatProblem } from "#harness/scenario/scenario-problem.ts";
import { findOptionMistakes, type OptionKind } from "./find-option-mistakes.ts";
import { optionMessage } from "./in-library-words.ts";
import { rememberRedactor } from "./redact.ts";
import { RunError } from "./run-error.ts";

/** What can be asked of a run: the options of `genesys-mock run`, in camelCase; those that can be repeated are lists. */
export interface RunScenariosOptions {
  /** Scenario files or folders, relative to `cwd`; default `scenarios`. */
  readonly paths?: readonly string[];
  /** Default the folder that the process runs in. */
  readonly cwd?: string;
  /** Environment variables, over those of a `.env` file in `cwd`; default those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Only scenarios with this text in id, title, file, tags or a claim. */
  readonly filter?: string;
  /** Only scenarios with one of these tags. */
  readonly tags?: readonly string[];
  /** Only one part of several, e.g. `2/5`. */
  readonly shard?: string;
  /** Start no further scenario after so many have failed; `true` is 1. */
  readonly bail?: number | true;
  /** `console`, `json=FILE`, `junit=FILE`, `html=FILE` ...; default none, so that nothing is printed. */
  readonly reporters?: readonly string[];
  /** How many scenarios run at a time. */
  readonly concurrency?: number;
  /** Of the mock's org; default 1. */
  readonly seed?: number;
  /** A mock elsewhere, in place of one in this process. */
  readonly url?: string;
  /** Run on this one only. */
  readonly target?: "mock" | "live" | "recording";
  /** Run each scenario on the real API, too, and compare. */
  readonly live?: boolean;
  readonly liveUrl?: string;
  /** File with certificates (PEM) to trust on the live side. */
  readonly liveCa?: string;
  /** The most that a live run may do; default `reads`. */
  readonly allow?: "reads" | "launches" | "writes";
  /** Calls a minute on the live side. */
  readonly rate?: number;
  readonly dryRun?: boolean;
  /** Folder to write recordings of the live side to. */
  readonly record?: string;
  /** Fields of people's data that recordings keep. */
  readonly keep?: readonly string[];
  /** Folder of recordings to compare with. */
  readonly recording?: string;
  /** Days, as in `30`, or `30:fail`. */
  readonly maxAge?: string;
  /** Ends the run early. */
  readonly signal?: AbortSignal;
  /** Hears what happens as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Runs scenarios as `genesys-mock run` does and gives what came of them; `exitCode` is 0 where all is as expected. Rejects
 * with a `RunError` when nothing could be run; for mistakes in scenario files its message has a line `file:line:column:
 * what is wrong` each. The result holds what was sent and answered as it was, secrets and people's data: to write it out, name
 * a reporter, or give it to `redact`.
 */
export async function runScenarios(options: RunScenariosOptions = {}): Promise<RunResult> {
  const { cwd = process.cwd(), signal, onEvent } = options;
  const config = readConfig(options);
  const read = await layUnderEnvFile(options.env ?? processEnv, cwd);
  if (read.kind === "mistake") throw new RunError(read.message, { exitCode: 2 });
  return resultOf(
    await runSuite(config, {
      env: read.env,
      cwd,
      stdout,
      stderr,
      ...(signal === undefined ? {} : { signal }),
      ...(onEvent === undefined ? {} : { onEvent }),
    }),
  );
}

const knownOptions: Readonly<Record<keyof RunScenariosOptions, OptionKind>> = {
  paths: "texts",
  cwd: "text",
  env: "object",
  filter: "text",
  tags: "texts",
  shard: "text",
  bail: "number or true",
  reporters: "texts",
  concurrency: "number",
  seed: "number",
  url: "text",
  target: "text",
  live: "flag",
  liveUrl: "text",
  liveCa: "text",
  allow: "text",
  rate: "number",
  dryRun: "flag",
  record: "text",
  keep: "texts",
  recording: "text",
  maxAge: "text",
  signal: "signal",
  onEvent: "function",
};

function readConfig(options: RunScenariosOptions): RunConfig {
  const mistakes = findOptionMistakes(options, knownOptions);
  if (mistakes.length > 0) throw new RunError(mistakes.join("\n"), { exitCode: 2 });
  const { paths = [], reporters = [], tags = [], concurrency, seed = 1, rate, bail, live, dryRun, ...others } = options;
  const read = readRunConfig({
    ...others,
    paths,
    reporter: reporters,
    tag: tags,
    seed: String(seed),
    ...(concurrency === undefined ? {} : { concurrency: String(concurrency) }),
    ...(rate === undefined ? {} : { rate: String(rate) }),
    ...(bail === undefined ? {} : { bail: bail === true ? bail : String(bail) }),
    ...(live === true ? { live } : {}),
    ...(dryRun === true ? { dryRun } : {}),
  });
  if (read.kind === "mistakes") throw new RunError(read.mistakes.map(optionMessage).join("\n"), { exitCode: 2 });
  // The command prints where no reporter is named; a library is silent.
  return reporters.length === 0 ? { ...read.config, reporters: [] } : read.config;
}

function resultOf(result: SuiteResult): RunResult {
  switch (result.kind) {
    case "problems": {
      const { problems } = result;
      throw new RunError(`Nothing was run:\n${problems.map(formatProblem).join("\n")}`, { exitCode: 2, problems });
    }
    case "not-ready":
      throw new RunError(result.message.replace(/^--[a-z-]+/, optionMessage), { exitCode: result.exitCode });
    case "ran":
      if (result.unwritten.length > 0) throw new RunError(result.unwritten.join("\n"), { exitCode: 2 });
      rememberRedactor(result.run, result.redact);
      return result.run;
    default:
      return result satisfies never;
  }
}
