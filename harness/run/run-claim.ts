import type { Claim, Scenario, Verdict } from "#harness/scenario/scenario.ts";
import { NotComparableError, TargetError } from "#harness/target/target.ts";
import { type Decision, decideByExperiment, UnsafeTrialError } from "./decide-by-experiment.ts";
import type { ClaimResult, RecordedRun } from "./run-event.ts";
import { whyNotRun } from "./run-leg.ts";
import type { Surroundings } from "./surroundings.ts";

/** A claim's result, with what it means for the exit code of the run. */
export interface FinishedClaim {
  readonly claim: ClaimResult;
  readonly exitCodes: readonly number[];
  /** Its trials on the real side. */
  readonly recorded: readonly RecordedRun[];
}

/**
 * Decides a claim under every contract of its scenario and, where there is one, on the real side, each trial on an org of its
 * own. Never rejects.
 */
export async function runClaim(claim: Claim, scenario: Scenario, around: Surroundings): Promise<FinishedClaim> {
  const base = { claim: claim.claim, by: claim.by, line: scenario.positionOf(claim.pointer).line };
  if (claim.experiment === "none") {
    const result = { ...base, verdicts: claim.verdicts, flipped: [], why: claim.why, evidence: [] };
    return { claim: result, exitCodes: [], recorded: [] };
  }
  try {
    const decisions: Decision[] = [];
    const { mock } = around;
    for (const contract of scenario.contracts) {
      if (mock === undefined) break;
      decisions.push(await decideByExperiment(claim, { scenario, contract, column: contract, target: mock, around }));
    }
    const live = await decideOnReal(claim, { scenario, around, decisions });
    return finish(claim, { base, decisions: [...decisions, ...(live.decision ?? [])], notRunLive: live.notRun });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const result: ClaimResult = { ...base, verdicts: {}, flipped: [], evidence: [], error: message };
    return { claim: result, exitCodes: [exitCodeOf(error)], recorded: [] };
  }
}

type Experiment = Exclude<Claim, { readonly experiment: "none" }>;

/** Reality has no contract: the first of the scenario's gives the values of the variables and the claimed answer. */
async function decideOnReal(
  claim: Experiment,
  parts: { readonly scenario: Scenario; readonly around: Surroundings; readonly decisions: readonly Decision[] },
): Promise<{ readonly decision?: readonly Decision[]; readonly notRun?: string }> {
  const { scenario, around, decisions } = parts;
  const [contract] = scenario.contracts;
  if (around.real === undefined || contract === undefined) return {};
  const reason = whyNotRun(scenario, around);
  if (reason !== undefined) return { notRun: reason };
  try {
    const onMock = decisions.find((decision) => decision.column === contract)?.runs ?? [];
    const place = { scenario, contract, column: "live" as const, target: around.real, around, onMock };
    return { decision: [await decideByExperiment(claim, place)] };
  } catch (error) {
    if (error instanceof NotComparableError) return { notRun: error.message };
    throw error;
  }
}

function finish(
  claim: Experiment,
  parts: {
    readonly base: Pick<ClaimResult, "claim" | "by" | "line">;
    readonly decisions: readonly Decision[];
    readonly notRunLive: string | undefined;
  },
): FinishedClaim {
  const { base, decisions, notRunLive } = parts;
  const flipped = decisions.flatMap(({ column, verdict }) => {
    const pinned: Verdict | undefined = claim.verdicts[column];
    return pinned === undefined || pinned === verdict ? [] : [{ contract: column, pinned, found: verdict }];
  });
  return {
    claim: {
      ...base,
      verdicts: Object.fromEntries(decisions.map(({ column, verdict }) => [column, verdict])),
      flipped,
      ...(notRunLive === undefined ? {} : { notRunLive }),
      evidence: decisions.flatMap(({ evidence }) => evidence),
    },
    exitCodes: flipped.length > 0 ? [1] : [],
    recorded: decisions.filter(({ column }) => column === "live").flatMap(recordedRuns),
  };
}

function recordedRuns({ contract, runs }: Decision): readonly RecordedRun[] {
  return runs.map(({ name, run: { variables, exchanges, reads } }) => ({
    run: name,
    contract,
    variables,
    exchanges: [...exchanges, ...reads],
  }));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof TargetError) return error.exitCode;
  return error instanceof UnsafeTrialError ? 5 : 1;
}
