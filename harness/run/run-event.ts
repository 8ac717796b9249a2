import type { Difference } from "#harness/compare/difference.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ContractName, Verdict } from "#harness/scenario/scenario.ts";

/** What a run tells its reporters, in this order: one `run-started`, a `scenario-finished` each, one `run-finished`. */
export type RunEvent =
  | { readonly kind: "run-started"; readonly scenarios: number; readonly target: string }
  | { readonly kind: "scenario-finished"; readonly result: ScenarioResult }
  | { readonly kind: "run-finished"; readonly run: RunResult };

export interface RunResult {
  /** In the order of the files and, within a file, as written; not in the order in which they ended. */
  readonly scenarios: readonly ScenarioResult[];
  readonly durationMs: number;
  /** The exit code of the command: 0, 1, 2, 3, 4 or 5 (design: exit codes). */
  readonly exitCode: number;
}

export type ScenarioStatus =
  /** As expected, every pinned verdict included. */
  | "passed"
  /** An expectation failed or a verdict flipped. */
  | "failed"
  /** The client or the target did not work, so nothing can be said. */
  | "error";

export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly status: ScenarioStatus;
  readonly durationMs: number;
  /** One leg per contract that has an expectation. */
  readonly legs: readonly Leg[];
  readonly claims: readonly ClaimResult[];
}

/** One run of a scenario's client, under one contract. */
export interface Leg {
  readonly target: string;
  readonly contract: ContractName;
  readonly status: ScenarioStatus;
  /** Each with the place in the scenario file where the expectation stands. */
  readonly differences: readonly (Difference & { readonly line: number; readonly column: number })[];
  readonly exchanges: readonly Exchange[];
  /** Why the leg has status `error`. */
  readonly error?: string;
  /** A command that repeats the last call, with `$GENESYSCLOUD_ACCESS_TOKEN` in place of the token; set on a failure. */
  readonly curl?: string;
}

export interface ClaimResult {
  readonly claim: string;
  readonly by: "asker" | "answer";
  readonly line: number;
  readonly verdicts: Readonly<Partial<Record<ContractName, Verdict>>>;
  /** The contracts whose verdict is not the pinned one, with both. */
  readonly flipped: readonly { readonly contract: ContractName; readonly pinned: Verdict; readonly found: Verdict }[];
  /** For `undecided`: why no request can show it. */
  readonly why?: string;
  /** What each trial was answered, per contract: the ground for the verdict. */
  readonly evidence: readonly Evidence[];
  /** Set when a trial could not be run at all. */
  readonly error?: string;
}

export interface Evidence {
  readonly contract: ContractName;
  /** `control`, `variation`, `accepted 1`, `refused 2` ... */
  readonly trial: string;
  /** e.g. `POST /api/v2/flows/executions` */
  readonly call: string;
  /** e.g. `400 invalid.property: Value [context] is not ...`; for a module or command its result in short. */
  readonly answer: string;
}
