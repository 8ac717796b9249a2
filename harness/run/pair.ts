import type { FinishedComparison } from "./compare-legs.ts";
import type { FinishedLeg, WantedLeg } from "./run-leg.ts";

/** The legs of one contract and client. */
export interface Pair {
  readonly wanted: WantedLeg;
  readonly mock?: FinishedLeg;
  readonly real?: FinishedLeg;
  readonly comparison?: FinishedComparison;
}
