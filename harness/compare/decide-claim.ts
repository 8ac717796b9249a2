import type { Verdict } from "#harness/scenario/scenario.ts";
import type { Difference } from "./difference.ts";

type Decided = Exclude<Verdict, "undecided">;

/** How two trials of an experiment differ from the claimed expectation. */
export interface ChangeTrials {
  readonly control: readonly Difference[];
  readonly variation: readonly Difference[];
}

/**
 * Decides a claim that a change has a consequence: it holds if the variation, which has the change, meets the claimed
 * expectation and the control, which has not, does not. The control matters because an answer that comes without the
 * change as well is not caused by it: where every initiator is refused, "an unknown initiator is refused" would seem to
 * hold if only the variation were looked at.
 */
export function decideChange({ control, variation }: ChangeTrials): Decided {
  return variation.length === 0 && control.length > 0 ? "holds" : "refuted";
}

/** The statuses that the trials of an experiment were answered with. */
export interface ValueTrials {
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
}

/**
 * Decides a claim that only certain values are accepted: it holds if all of `accepted` are 2xx and all of `refused` are
 * 4xx. The refused values are the control here: without them a server that accepts everything would confirm the claim, so
 * a claim with an empty list is refuted.
 */
export function decideValues({ accepted, refused }: ValueTrials): Decided {
  const shown = accepted.length > 0 && refused.length > 0;
  return shown && accepted.every(isSuccess) && refused.every(isClientError) ? "holds" : "refuted";
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}
