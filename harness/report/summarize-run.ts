import { type ComparisonVerdict, comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import type { RunResult, ScenarioStatus } from "#harness/run/run-event.ts";
import { type Verdict, type VerdictColumn, verdictColumns, verdicts } from "#harness/scenario/scenario.ts";

/** A run in numbers; `durationMs` in milliseconds. */
export interface RunSummary {
  /** `skipped` are beside `total`: they were selected and not run, because the run was stopped before. */
  readonly scenarios: Readonly<Record<ScenarioStatus | "total" | "skipped", number>>;
  readonly claims: Readonly<Record<VerdictColumn, Readonly<Record<Verdict, number>>>>;
  readonly comparisons: Readonly<Record<ComparisonVerdict, number>>;
  /** Calls that were refused for safety before they left. */
  readonly refusedCalls: number;
  readonly durationMs: number;
  readonly exitCode: number;
  readonly exitCodes: readonly number[];
}

/** Gives the numbers of a run, with every key there and in a fixed order, for reports. */
export function summarizeRun(run: RunResult): RunSummary {
  const statuses = run.scenarios.map(({ status }) => status);
  const compared = run.scenarios.flatMap(({ comparisons }) => comparisons.map(({ verdict }) => verdict));
  const exchanges = run.scenarios.flatMap(({ legs }) => legs.flatMap((leg) => leg.exchanges));
  return {
    scenarios: {
      total: statuses.length,
      ...count(statuses, ["passed", "failed", "error"]),
      skipped: run.skipped,
    },
    claims: {
      published: countVerdicts(run, "published"),
      thread: countVerdicts(run, "thread"),
      live: countVerdicts(run, "live"),
    },
    comparisons: count(compared, comparisonVerdicts),
    refusedCalls: exchanges.filter(({ refused }) => refused === true).length,
    durationMs: run.durationMs,
    exitCode: run.exitCode,
    exitCodes: run.exitCodes,
  };
}

/** Gives the columns in which some claim got a verdict. */
export function testedColumns({ claims }: RunSummary): VerdictColumn[] {
  return verdictColumns.filter((column) => verdicts.some((verdict) => claims[column][verdict] > 0));
}

function countVerdicts(run: RunResult, column: VerdictColumn): Record<Verdict, number> {
  const found = run.scenarios.flatMap(({ claims }) => claims.flatMap((claim) => claim.verdicts[column] ?? []));
  return count(found, verdicts);
}

function count<Key extends string>(found: readonly string[], keys: readonly Key[]): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, found.filter((one) => one === key).length]));
  // Every key is one of `keys` and has a number; fromEntries cannot say so.
  return counts as Record<Key, number>;
}
