import { isFailedComparison } from "#harness/report/is-failure.ts";
import type { ScenarioResult, ScenarioStatus } from "#harness/run/run-event.ts";

/** What the scenarios of a page can be filtered by, in the order in which it is offered. */
export const flags = ["failed", "error", "drift", "not-run", "passed"] as const;
export type Flag = (typeof flags)[number];

/** Gives what a filter finds a scenario by. */
export function flagsOf(result: ScenarioResult): Flag[] {
  const { status, legs, comparisons } = result;
  const differs = comparisons.some(isFailedComparison);
  const isNotRun =
    legs.some((leg) => leg.status === "not-run") || comparisons.some(({ verdict }) => verdict === "not-run");
  return [status, ...(differs ? ["drift" as const] : []), ...(isNotRun ? ["not-run" as const] : [])];
}

export const marks: Readonly<Record<ScenarioStatus, string>> = { passed: "✓", failed: "✗", error: "!" };
