import type { ClientOutput } from "#harness/client/client.ts";
import type { Difference } from "#harness/compare/difference.ts";
import type { CircumstanceKind, ComparedSides, ComparisonVerdict } from "#harness/compare/drift/drift.ts";
import type { WireComparison } from "#harness/compare/wire/wire-difference.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ContractName, Effect, Position, Verdict, VerdictColumn, Verdicts } from "#harness/scenario/scenario.ts";
import type { Explanation } from "#harness/target/target.ts";

/**
 * What a run tells its reporters, in this order: a `run-planned` where a real org is involved, one `run-started`, a
 * `scenario-finished` each, one `run-finished`.
 */
export type RunEvent =
  | { readonly kind: "run-planned"; readonly plan: RunPlan }
  | { readonly kind: "run-started"; readonly scenarios: number; readonly target: string }
  | { readonly kind: "scenario-finished"; readonly result: ScenarioResult }
  | { readonly kind: "run-finished"; readonly run: RunResult };

/** What a run will do on a real org, said before it does it. */
export interface RunPlan {
  /** `live` or `recording`. */
  readonly target: string;
  /** Where it is: base URLs, or the folder of the recordings. */
  readonly address: string;
  /** The organization that the run is pinned to (`GENESYS_ORG_ID`), if it is. */
  readonly organizationId?: string;
  /** The most that a call may do. */
  readonly allowed: Effect;
  /** Calls a minute at most. */
  readonly callsPerMinute?: number;
  readonly scenarios: readonly PlannedScenario[];
  /** Only the plan was asked for: nothing is sent. */
  readonly dryRun: boolean;
}

export interface PlannedScenario {
  readonly id: string;
  readonly effect: Effect;
  /** Why its real leg will not run; absent where it will. */
  readonly notRun?: string;
}

export interface RunResult {
  /** In the order of the files and, within a file, as written; not in the order in which they ended. */
  readonly scenarios: readonly ScenarioResult[];
  readonly durationMs: number;
  /** The exit code of the command: 0, 1, 2, 3, 4, 5, or 130 where it was stopped (docs/exit-codes.md). */
  readonly exitCode: number;
  /** All codes that apply, each once, the decisive one first; empty for 0. */
  readonly exitCodes: readonly number[];
  /** Set where a real org or a recording was involved. */
  readonly plan?: RunPlan;
  /** Scenarios that were selected and not run, because the run was stopped (`--bail`, Ctrl-C) before. */
  readonly skipped: number;
  /** What a reader has to know beside the results: recordings that are old, things that could not be cleaned up. */
  readonly warnings: readonly string[];
}

export type ScenarioStatus =
  /** As expected, every pinned verdict included. */
  | "passed"
  /** An expectation failed, a verdict flipped, mock and real API differ, or a call was refused for safety. */
  | "failed"
  /** The client or the target did not work, so nothing can be said. */
  | "error";

export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  /** Where the behaviour was reported: an id of the report catalogue, or a URL. */
  readonly report?: string;
  readonly file: string;
  readonly line: number;
  readonly status: ScenarioStatus;
  /** The client is known to fail (`status: open-bug`): a failure is what is expected. */
  readonly openBug?: true;
  readonly tags: readonly string[];
  readonly durationMs: number;
  /** One per contract that has an expectation, per client and per side, the mock's before the real one's. */
  readonly legs: readonly Leg[];
  /** One per contract and client, where there was a real side. */
  readonly comparisons: readonly Comparison[];
  /** What several clients sent, compared; one per contract. */
  readonly wire: readonly WireComparison[];
  readonly claims: readonly ClaimResult[];
  /** Every run on the real API, claims' trials included, with what went over the wire; only where recording was asked for. */
  readonly recorded?: readonly RecordedRun[];
}

/** `mock` is any mock, `real` the real API, a stand-in for it or a recording of it. */
export type Side = "mock" | "real";

/** One run of a scenario's client, under one contract, on one side. */
export interface Leg {
  /** Name of the target, e.g. `mock`, `live`, `recording`. */
  readonly target: string;
  readonly side: Side;
  readonly contract: ContractName;
  /** Name of the client, where the scenario has several. */
  readonly client?: string;
  readonly status: ScenarioStatus | "not-run";
  /** Each with the place in the scenario file where the expectation stands. */
  readonly differences: readonly PlacedDifference[];
  readonly exchanges: readonly Exchange[];
  /** Why the leg has status `error` or `not-run`. */
  readonly error?: string;
  /** Where in the scenario file the error lies, if it does. */
  readonly errorPlace?: Position;
  /** Set where a circumstance of the run kept the real side from saying anything; `error` is its message. */
  readonly circumstance?: Circumstance;
  /** The end of what a module or a command printed; set on a failure. */
  readonly output?: ClientOutput;
  /** A command that repeats the last call, with variables in place of tokens, cookies and keys; set on a failure. */
  readonly curl?: string;
  /** Why the mock refused the last call, where another status was expected, and the nearest request that it accepts. */
  readonly diagnosis?: Explanation;
  /** How often it ran: more than once where it was answered 429 and repeated after the wait. */
  readonly attempts?: number;
  /** What the run deleted afterwards because it had created it, and what it could not delete. */
  readonly cleanUp?: readonly CleanUpStep[];
}

/** What of a run, and not of the API, keeps legs from being compared. */
export interface Circumstance {
  readonly kind: CircumstanceKind;
  /** What it is, and what to do. It is the same for every leg that it keeps. */
  readonly message: string;
  /** A call that shows it, so that a reader can look whether it does. */
  readonly seen: string;
}

export type PlacedDifference = Difference & { readonly line: number; readonly column: number };

export interface CleanUpStep {
  /** e.g. `DELETE /api/v2/users/...` */
  readonly call: string;
  /** Absent where it was deleted. */
  readonly error?: string;
}

/** What the two sides of a scenario said, under one contract, and whose fault the difference is. */
export interface Comparison extends ComparedSides {
  readonly contract: ContractName;
  readonly client?: string;
  readonly verdict: ComparisonVerdict;
  /** One sentence: for `not-run` the reason. */
  readonly why: string;
  /** Set where it lies in what the run was given: the token of the real leg lacks a permission. */
  readonly cause?: "permission";
  /** The tolerances of the scenario that no difference needed, and those whose time is over. */
  readonly idleTolerances: readonly IdleTolerance[];
}

export interface IdleTolerance {
  readonly at: string;
  readonly may: string;
  readonly why: string;
  readonly until: string;
  readonly state: "unused" | "expired";
  readonly line: number;
  readonly column: number;
}

export interface ClaimResult {
  readonly claim: string;
  readonly by: "asker" | "answer";
  readonly line: number;
  readonly verdicts: Verdicts;
  /** The columns whose verdict is not the pinned one, with both. */
  readonly flipped: readonly { readonly contract: VerdictColumn; readonly pinned: Verdict; readonly found: Verdict }[];
  /** For `undecided`: why no request can show it. */
  readonly why?: string;
  /** Why it has no verdict on the real API, where there was one and the claim was not tested on it. */
  readonly notRunLive?: string;
  /** What each trial was answered, per column: the ground for the verdict. */
  readonly evidence: readonly Evidence[];
  /** Set when a trial could not be run at all. */
  readonly error?: string;
}

export interface Evidence {
  readonly contract: VerdictColumn;
  /** `control`, `variation`, `accepted 1`, `refused 2` ... */
  readonly trial: string;
  /** e.g. `POST /api/v2/flows/executions` */
  readonly call: string;
  /** e.g. `400 invalid.property: Value [context] is not ...`; for a module or command its result in short. */
  readonly answer: string;
}

/** One run of a client on the real API, as a recording keeps it. */
export interface RecordedRun {
  /** Name of the run within its scenario: `published`, `published app`, `claim 2 variation`. */
  readonly run: string;
  readonly contract: ContractName;
  /** The values that `${name}` stood for, without secrets; a replay uses the same ones. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly exchanges: readonly Exchange[];
}
