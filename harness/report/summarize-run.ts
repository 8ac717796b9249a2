import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import type { ContractName, Verdict } from "#harness/scenario/scenario.ts";

/** A run in numbers; `durationMs` in milliseconds. */
export interface RunSummary {
  readonly scenarios: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly error: number;
  };
  readonly claims: Readonly<Record<ContractName, Readonly<Record<Verdict, number>>>>;
  readonly durationMs: number;
  readonly exitCode: number;
}

/** Gives the numbers of a run, with every key there and in a fixed order, for reports. */
export function summarizeRun(run: RunResult): RunSummary {
  const withStatus = (status: ScenarioResult["status"]) =>
    run.scenarios.filter((scenario) => scenario.status === status).length;
  return {
    scenarios: {
      total: run.scenarios.length,
      passed: withStatus("passed"),
      failed: withStatus("failed"),
      error: withStatus("error"),
    },
    claims: { published: countVerdicts(run, "published"), thread: countVerdicts(run, "thread") },
    durationMs: run.durationMs,
    exitCode: run.exitCode,
  };
}

function countVerdicts(run: RunResult, contract: ContractName): Record<Verdict, number> {
  const found = run.scenarios.flatMap((scenario) => scenario.claims.map((claim) => claim.verdicts[contract]));
  const count = (verdict: Verdict) => found.filter((one) => one === verdict).length;
  return { holds: count("holds"), refuted: count("refuted"), undecided: count("undecided") };
}
