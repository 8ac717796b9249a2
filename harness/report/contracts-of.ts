import type { ScenarioResult } from "#harness/run/run-event.ts";
import { type ContractName, contractNames } from "#harness/scenario/scenario.ts";

/** Gives the contracts a scenario was run under, in the order of `contractNames`, as far as its legs and claims show them. */
export function contractsOf(result: ScenarioResult): ContractName[] {
  return contractNames.filter(
    (contract) =>
      result.legs.some((leg) => leg.contract === contract) ||
      result.claims.some(
        (claim) =>
          claim.verdicts[contract] !== undefined || claim.evidence.some((evidence) => evidence.contract === contract),
      ),
  );
}
