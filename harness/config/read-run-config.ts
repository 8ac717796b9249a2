import { availableParallelism } from "node:os";
import { parseReporterOption } from "#harness/report/index.ts";
import { effects } from "#harness/scenario/scenario.ts";
import { readReal, readShard, readUrl } from "./read-option.ts";
import { type RunArguments, type RunConfig, runDefaults, type WantedReporter } from "./run-config.ts";

export type ReadRunConfig =
  | { readonly kind: "config"; readonly config: RunConfig }
  /** One line each: what was expected, what was found. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

const mostAtOnce = 64;
const mostCallsPerMinute = 3000;

/** Checks the arguments of `run`; the environment names the file of a CI job's summary. */
export function readRunConfig(
  args: RunArguments,
  env: Readonly<Record<string, string | undefined>> = {},
): ReadRunConfig {
  const mistakes: string[] = [];
  const stepSummary = env["GITHUB_STEP_SUMMARY"];
  const texts = args.reporter.length === 0 ? ["console"] : args.reporter;
  const reporters = readReporters(texts, { mistakes, ...(stepSummary === undefined ? {} : { stepSummary }) });
  const concurrency =
    args.concurrency === undefined
      ? defaultConcurrency()
      : readWhole("--concurrency", args.concurrency, { from: 1, to: mostAtOnce, mistakes });
  const seed = readWhole("--seed", args.seed, { from: 0, to: 2 ** 31 - 1, mistakes });
  const callsPerMinute =
    args.rate === undefined
      ? runDefaults.callsPerMinute
      : readWhole("--rate", args.rate, { from: 1, to: mostCallsPerMinute, mistakes });
  if (args.filter?.trim() === "") mistakes.push("--filter: expected a text, found an empty one");
  const shard = readShard(args.shard, mistakes);
  const bail = args.bail === undefined ? undefined : readBail(args.bail, mistakes);
  const sides = readReal(args, mistakes);
  const url = readUrl("--url", args.url, mistakes);
  if (mistakes.length > 0) return { kind: "mistakes", mistakes };
  const mock = sides.onlyReal ? false : url === undefined ? undefined : { url };
  return {
    kind: "config",
    config: {
      ...runDefaults,
      paths: args.paths.length === 0 ? runDefaults.paths : args.paths,
      tags: args.tag ?? [],
      reporters,
      concurrency,
      seed,
      allow: effects.find((effect) => effect === args.allow) ?? runDefaults.allow,
      callsPerMinute,
      dryRun: args.dryRun === true,
      keep: args.keep ?? [],
      ...(args.filter === undefined ? {} : { filter: args.filter }),
      ...(shard === undefined ? {} : { shard }),
      ...(bail === undefined ? {} : { bail }),
      ...(mock === undefined ? {} : { mock }),
      ...(sides.real === undefined ? {} : { real: sides.real }),
      ...(args.record === undefined ? {} : { record: args.record }),
    },
  };
}

function readReporters(
  texts: readonly string[],
  { mistakes, ...surroundings }: { readonly mistakes: string[]; readonly stepSummary?: string },
): readonly WantedReporter[] {
  const reporters: WantedReporter[] = [];
  for (const text of texts) {
    const parsed = parseReporterOption(text, surroundings);
    if (parsed.kind === "problem") mistakes.push(`--reporter: ${parsed.message}`);
    else reporters.push({ name: parsed.name, ...(parsed.file === undefined ? {} : { file: parsed.file }) });
  }
  if (reporters.filter(({ name }) => name === "console").length > 1) {
    mistakes.push("--reporter: console is asked for twice; once is enough");
  }
  mistakes.push(...findSharedFiles(reporters));
  return reporters;
}

/** Of two reports in one file only one would be left. */
function findSharedFiles(reporters: readonly WantedReporter[]): string[] {
  const files = reporters.flatMap(({ file }) => file ?? []);
  const shared = new Set(files.filter((file, position) => files.indexOf(file) !== position));
  return [...shared].map((file) => `--reporter: two reports cannot share the file "${file}"; give each one of its own`);
}

/** Scenarios mostly wait for sockets and processes, so there can be more than processors. */
export function defaultConcurrency(): number {
  return Math.max(4, 2 * availableParallelism());
}

function readBail(text: string | true, mistakes: string[]): number {
  return text === true ? 1 : readWhole("--bail", text, { from: 1, to: Number.MAX_SAFE_INTEGER, mistakes });
}

function readWhole(name: string, text: string, bounds: { from: number; to: number; mistakes: string[] }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= bounds.from && value <= bounds.to) return value;
  bounds.mistakes.push(`${name}: expected a whole number from ${bounds.from} to ${bounds.to}, found "${text}"`);
  return bounds.from;
}
