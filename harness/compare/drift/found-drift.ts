import type { Tolerance } from "#harness/scenario/scenario.ts";
import type { DriftItem } from "./drift.ts";
import type { SideName } from "./side-aliases.ts";

/** A difference between the sides, with the tolerances that can allow it: none where the type is another one. */
export interface FoundDrift extends DriftItem {
  readonly allowedBy: readonly Tolerance["may"][];
  /** Whether it may as well be that the two orgs hold other data. */
  readonly isUndecided?: true;
}

/** The tolerances that can allow that one side has nothing where the other has something. */
export function absenceAllowedBy(missingOn: SideName): readonly Tolerance["may"][] {
  return missingOn === "mock" ? ["be-added"] : ["be-missing"];
}
