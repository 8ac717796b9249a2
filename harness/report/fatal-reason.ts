import type { RunResult } from "#harness/run/run-event.ts";

/**
 * Gives why no scenario could be run at all, where that is so: a wrong secret, another organization, a host that is down. A run
 * that was stopped by hand, or of which only the plan was asked for, has no such reason.
 */
export function fatalReasonOf({ scenarios, skipped, exitCodes, warnings, plan }: RunResult): string | undefined {
  const isFatal = scenarios.length === 0 && skipped > 0 && exitCodes.some((code) => code === 2 || code === 3);
  return isFatal && plan?.dryRun !== true ? warnings[0] : undefined;
}

/** Gives what a reader has to know beside the results, without the reason why nothing was run. */
export function warningsOf(run: RunResult): readonly string[] {
  return fatalReasonOf(run) === undefined ? run.warnings : run.warnings.slice(1);
}
