import pLimit from "p-limit";
import type { Scenario } from "#harness/scenario/scenario.ts";
import { TargetError } from "#harness/target/target.ts";
import { orderExitCodes } from "./order-exit-codes.ts";
import { planRun } from "./plan-run.ts";
import type { RunPlan, RunResult } from "./run-event.ts";
import type { RunOptions } from "./run-options.ts";
import { type FinishedScenario, runScenario } from "./run-scenario.ts";
import { createSlots, type Surroundings } from "./surroundings.ts";

/**
 * Runs scenarios, several at a time, and tells what happens as it happens. The result is in the order they were given. Never
 * rejects for what a scenario or a target does; closes the targets and the pool.
 */
export async function runScenarios(scenarios: readonly Scenario[], options: RunOptions): Promise<RunResult> {
  const startedAt = performance.now();
  const plan = await planRun(scenarios, options);
  const { onEvent } = options;
  if (plan !== undefined) onEvent({ kind: "run-planned", plan });
  onEvent({ kind: "run-started", scenarios: scenarios.length, target: (options.mock ?? options.real)?.name ?? "none" });
  const { finished, failure } = await (options.dryRun === true ? nothingRun : runAll(scenarios, options));
  const closed = await closeAll(options);
  const skipped = scenarios.length - finished.length;
  const codes = [
    ...finished.flatMap(({ exitCodes }) => exitCodes),
    ...(failure === undefined ? [] : [failure.exitCode]),
    ...(isWithoutRealLeg(plan, { finished, options }) ? [2] : []),
  ];
  const exitCodes = options.signal?.aborted === true ? [stopped] : orderExitCodes(codes);
  const run: RunResult = {
    scenarios: finished.map(({ result }) => result),
    durationMs: Math.round(performance.now() - startedAt),
    exitCode: exitCodes[0] ?? 0,
    exitCodes,
    ...(plan === undefined ? {} : { plan }),
    skipped,
    warnings: [
      ...finished.flatMap(({ warnings }) => warnings),
      ...(failure === undefined ? [] : [failure.message]),
      ...closed,
      ...warnOfNothing(plan, { finished, options }),
    ],
  };
  onEvent({ kind: "run-finished", run });
  return run;
}

/** What a shell gives for a program that Ctrl-C ended. */
const stopped = 130;

interface Finished {
  readonly finished: readonly FinishedScenario[];
  /** Why nothing could be run at all. */
  readonly failure?: TargetError;
}

const nothingRun: Finished = { finished: [] };

async function runAll(scenarios: readonly Scenario[], options: RunOptions): Promise<Finished> {
  const { concurrency, bail = Number.POSITIVE_INFINITY, signal, onEvent } = options;
  try {
    await options.mock?.open?.();
    await options.real?.open?.();
  } catch (error) {
    if (error instanceof TargetError) return { finished: [], failure: error };
    throw error;
  }
  const around: Surroundings = { ...options, inSlot: createSlots(), foundThere: new Set() };
  const limit = pLimit(concurrency);
  let failed = 0;
  const finished = await Promise.all(
    scenarios.map((scenario) =>
      limit(async () => {
        if (failed >= bail || signal?.aborted === true) return [];
        const one = await runScenario(scenario, around);
        if (one.exitCodes.length > 0) failed += 1;
        onEvent({ kind: "scenario-finished", result: one.result });
        return [one];
      }),
    ),
  );
  return { finished: finished.flat() };
}

/** Gives the warnings of the targets, which they know only after the last run. */
async function closeAll({ mock, real, pool }: RunOptions): Promise<readonly string[]> {
  const warnings = [mock, real].flatMap((target) => target?.warnings?.() ?? []);
  for (const one of [mock, real, pool]) await one?.close();
  return warnings;
}

interface Parts {
  readonly finished: readonly FinishedScenario[];
  readonly options: RunOptions;
}

/** A run that was asked to look at the real side and could look at nothing there has not done its work. */
function isWithoutRealLeg(plan: RunPlan | undefined, { finished, options }: Parts): boolean {
  if (plan === undefined || options.dryRun === true || finished.length === 0) return false;
  // A call that was refused for safety on the mock, and a real side that did not work, are told as what they are.
  if (finished.some(({ exitCodes }) => exitCodes.includes(5) || exitCodes.includes(3))) return false;
  return !finished.some(
    ({ result: { legs, claims } }) =>
      legs.some((leg) => leg.side === "real" && leg.status !== "not-run") ||
      claims.some(
        (claim) => claim.verdicts.live !== undefined || claim.evidence.some(({ contract }) => contract === "live"),
      ),
  );
}

function warnOfNothing(plan: RunPlan | undefined, parts: Parts): readonly string[] {
  return isWithoutRealLeg(plan, parts)
    ? [
        `nothing ran on ${plan?.target}: see why each leg was not run${plan?.target === "recording" ? "" : ", bind what is missing or allow more"}`,
      ]
    : [];
}
