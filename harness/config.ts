import { availableParallelism } from "node:os";
import type { ReporterName } from "./report/index.ts";
import { parseReporterOption } from "./report/index.ts";

/** The options of `run` as they stand on the command line. */
export interface RunArguments {
  readonly paths: readonly string[];
  readonly filter?: string;
  /** `console`, `json=FILE`, `junit=FILE`. */
  readonly reporter: readonly string[];
  readonly concurrency?: string;
  readonly seed: string;
}

export interface WantedReporter {
  readonly name: ReporterName;
  readonly file?: string;
}

export interface RunConfig {
  readonly paths: readonly string[];
  readonly filter?: string;
  readonly reporters: readonly WantedReporter[];
  readonly concurrency: number;
  readonly seed: number;
}

export type ReadRunConfig =
  | { readonly kind: "config"; readonly config: RunConfig }
  /** One line each: what was expected, what was found. */
  | { readonly kind: "mistakes"; readonly mistakes: readonly string[] };

const defaultFolder = "scenarios";
const mostAtOnce = 64;

/** Checks the arguments of `run`. */
export function readRunConfig(args: RunArguments): ReadRunConfig {
  const mistakes: string[] = [];
  const reporters: WantedReporter[] = [];
  for (const text of args.reporter.length === 0 ? ["console"] : args.reporter) {
    const parsed = parseReporterOption(text);
    if (parsed.kind === "problem") mistakes.push(`--reporter: ${parsed.message}`);
    else reporters.push({ name: parsed.name, ...(parsed.file === undefined ? {} : { file: parsed.file }) });
  }
  mistakes.push(...findSharedFiles(reporters));
  const concurrency =
    args.concurrency === undefined
      ? defaultConcurrency()
      : readWhole("--concurrency", args.concurrency, { from: 1, to: mostAtOnce, mistakes });
  const seed = readWhole("--seed", args.seed, { from: 0, to: 2 ** 31 - 1, mistakes });
  if (args.filter?.trim() === "") mistakes.push("--filter: expected a text, found an empty one");
  if (mistakes.length > 0) return { kind: "mistakes", mistakes };
  const paths = args.paths.length === 0 ? [defaultFolder] : args.paths;
  return {
    kind: "config",
    config: { paths, reporters, concurrency, seed, ...(args.filter === undefined ? {} : { filter: args.filter }) },
  };
}

/** Of two reports in one file only one would be left. */
function findSharedFiles(reporters: readonly WantedReporter[]): string[] {
  const files = reporters.flatMap(({ file }) => file ?? []);
  const shared = new Set(files.filter((file, position) => files.indexOf(file) !== position));
  return [...shared].map((file) => `--reporter: two reports cannot share the file "${file}"; give each one of its own`);
}

/** Scenarios mostly wait for sockets and processes, so there can be more than processors. */
function defaultConcurrency(): number {
  return Math.max(4, 2 * availableParallelism());
}

function readWhole(name: string, text: string, bounds: { from: number; to: number; mistakes: string[] }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= bounds.from && value <= bounds.to) return value;
  bounds.mistakes.push(`${name}: expected a whole number from ${bounds.from} to ${bounds.to}, found "${text}"`);
  return bounds.from;
}
