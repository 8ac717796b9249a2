import { availableParallelism } from "node:os";
import { readReal, readShard, readUrl } from "./read-option.ts";
import type { ReporterName } from "./report/index.ts";
import { parseReporterOption } from "./report/index.ts";
import { type Effect, effects } from "./scenario/scenario.ts";

/** The options of `run` as they stand on the command line. */
export interface RunArguments {
  readonly paths: readonly string[];
  readonly filter?: string;
  readonly tag?: readonly string[];
  /** `2/5` */
  readonly shard?: string;
  /** `true` without a number. */
  readonly bail?: string | true;
  /** `console`, `json=FILE` and others. */
  readonly reporter: readonly string[];
  readonly concurrency?: string;
  readonly seed: string;
  /** `mock`, `live`, `recording`: run on this one only. */
  readonly target?: string;
  /** A mock elsewhere. */
  readonly url?: string;
  readonly live?: true;
  readonly liveUrl?: string;
  readonly liveCa?: string;
  readonly allow?: string;
  readonly rate?: string;
  readonly dryRun?: true;
  readonly record?: string;
  readonly keep?: readonly string[];
  readonly recording?: string;
  /** `30` or `30:fail` */
  readonly maxAge?: string;
}

export interface WantedReporter {
  readonly name: ReporterName;
  readonly file?: string;
}

/** The side that stands for the real API: itself (or what answers at another base URL), or recordings of it. */
export type WantedReal =
  | { readonly kind: "live"; readonly url?: string; readonly caFile?: string }
  | {
      readonly kind: "recording";
      readonly folder: string;
      readonly maxAgeDays?: number;
      readonly tooOld: "warn" | "fail";
    };

/** What a run is asked to do. */
export interface RunConfig {
  readonly paths: readonly string[];
  readonly filter?: string;
  /** Only scenarios with one of these tags; empty: all. */
  readonly tags: readonly string[];
  /** Every `of`-th scenario, from the `index`-th on; both counted from 1. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Start no further scenario after this many have failed. */
  readonly bail?: number;
  readonly reporters: readonly WantedReporter[];
  readonly concurrency: number;
  readonly seed: number;
  /** Base URL of a mock elsewhere, `false` for no mock at all; absent: the mock in this process. */
  readonly mock?: { readonly url: string } | false;
  readonly real?: WantedReal;
  /** The most that a call may do on a real org. */
  readonly allow: Effect;
  readonly callsPerMinute: number;
  readonly dryRun: boolean;
  /** Folder to write recordings of the live legs to. */
  readonly record?: string;
  /** Fields of people's data that recordings keep as they are. */
  readonly keep: readonly string[];
}

export type ReadRunConfig =
  | { readonly kind: "config"; readonly config: RunConfig }
  /** One line each: what was expected, what was found. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

const defaultFolder = "scenarios";
const mostAtOnce = 64;
const mostCallsPerMinute = 3000;

/** What a run does where nothing else is asked for. */
export const runDefaults = {
  paths: [defaultFolder],
  tags: [],
  reporters: [],
  seed: 1,
  allow: "reads",
  // A third of what the platform allows one token: the client under test is not the only one who calls.
  callsPerMinute: 100,
  dryRun: false,
  keep: [],
} as const satisfies Partial<RunConfig>;

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
