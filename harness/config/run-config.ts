import type { ReporterName } from "#harness/report/index.ts";
import type { Effect } from "#harness/scenario/scenario.ts";

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

const defaultFolder = "scenarios";

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
