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
  /** What a reader has to know beside the verdicts, a sentence each. */
  readonly warnings: readonly string[];
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
    return { claim: result, exitCodes: [], warnings: [], recorded: [] };
  }
  try {
    const decisions: Decision[] = [];
    const { mock } = around;
    for (const contract of scenario.contracts) {
      if (mock === undefined) break;
      decisions.push(await decideByExperiment(claim, { scenario, contract, column: contract, target: mock, around }));
    }
    const live = await decideOnReal(claim, { scenario, around, decisions });
    return finish(claim, { base, decisions: [...decisions, ...(live.decision ?? [])], live });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const result: ClaimResult = { ...base, verdicts: {}, flipped: [], evidence: [], error: message };
    return { claim: result, exitCodes: [exitCodeOf(error)], warnings: [], recorded: [] };
  }
}

type Experiment = Exclude<Claim, { readonly experiment: "none" }>;

interface OnReal {
  readonly decision?: readonly Decision[];
  readonly notRun?: string;
  /** Set where the real side did not work. */
  readonly exitCode?: number;
}

/** Reality has no contract: the first of the scenario's gives the values of the variables and the claimed answer. */
async function decideOnReal(
  claim: Experiment,
  parts: { readonly scenario: Scenario; readonly around: Surroundings; readonly decisions: readonly Decision[] },
): Promise<OnReal> {
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
    // What the mock has said stands, whatever the real side does.
    if (error instanceof NotComparableError) return { notRun: error.message };
    if (error instanceof UnsafeTrialError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { notRun: message, exitCode: exitCodeOf(error) };
  }
}

function finish(
  claim: Experiment,
  parts: {
    readonly base: Pick<ClaimResult, "claim" | "by" | "line">;
    readonly decisions: readonly Decision[];
    readonly live: OnReal;
  },
): FinishedClaim {
  const { base, decisions, live } = parts;
  const flipped = decisions.flatMap(({ column, verdict }) => {
    const pinned: Verdict | undefined = claim.verdicts[column];
    return pinned === undefined || pinned === verdict ? [] : [{ contract: column, pinned, found: verdict }];
  });
  const against = claim.verdicts.live === undefined ? findDisagreement(decisions) : undefined;
  const runs = decisions.flatMap((decision) => decision.runs);
  return {
    claim: {
      ...base,
      verdicts: Object.fromEntries(decisions.map(({ column, verdict }) => [column, verdict])),
      flipped,
      ...(live.notRun === undefined ? {} : { notRunLive: live.notRun }),
      evidence: decisions.flatMap(({ evidence }) => evidence),
    },
    exitCodes: [
      ...(flipped.length > 0 ? [1] : []),
      ...(against === undefined ? [] : [4]),
      ...(live.exitCode === undefined ? [] : [live.exitCode]),
    ],
    warnings: [
      ...(against === undefined ? [] : [`claim "${claim.claim}": ${against}`]),
      ...runs.flatMap(({ name, run }) =>
        run.cleanUp.flatMap(({ call, error }) => (error === undefined ? [] : [`${name}: ${call}: ${error}`])),
      ),
    ],
    recorded: decisions.filter(({ column }) => column === "live").flatMap(recordedRuns),
  };
}

/** A claim that the real API decides as no contract does: they are all wrong about it, and nobody has said so before. */
function findDisagreement(decisions: readonly Decision[]): string | undefined {
  const live = decisions.find(({ column }) => column === "live");
  const contracts = decisions.filter(({ column }) => column !== "live");
  if (live === undefined || contracts.length === 0 || contracts.some(({ verdict }) => verdict === live.verdict)) return;
  const said = contracts.map(({ column, verdict }) => `${verdict} under ${column}`).join(", ");
  return `${live.verdict} on the real API, ${said}; correct the contract, or pin verdicts.live`;
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
