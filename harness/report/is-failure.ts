import type { Comparison, Leg, ScenarioResult } from "#harness/run/run-event.ts";
import type { Case } from "./list-cases.ts";

/**
 * Whether a leg did not end as it should. A known bug (`status: open-bug`) should fail, and the real leg of a contract that
 * the real API does not follow has failed only what another contract answers.
 */
export function isFailedLeg(result: ScenarioResult, { comparison }: Case, leg: Leg): boolean {
  if (result.status === "passed") return false;
  if (leg.status !== "failed") return leg.status === "error";
  if (leg.exchanges.some(({ refused }) => refused === true)) return true;
  return result.openBug !== true && !(leg.side === "real" && comparison?.verdict === "other-contract");
}

/** Whether mock and real API differ in what no tolerance and no other contract explains. */
export function isFailedComparison({ verdict, drift }: Comparison): boolean {
  return ["mock-wrong", "api-changed", "drift"].includes(verdict) || (verdict === "bug-reproduced" && drift.length > 0);
}

/** Whether a bug that was known to be there is not there any more. */
export function isFixedBug({ openBug, status, legs }: ScenarioResult): boolean {
  const ran = legs.filter((leg) => leg.status !== "not-run");
  return openBug === true && status === "failed" && ran.length > 0 && ran.every((leg) => leg.status === "passed");
}
