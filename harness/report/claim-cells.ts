import type { ClaimResult, ScenarioResult } from "#harness/run/run-event.ts";
import { contractNames, type Verdict, type VerdictColumn } from "#harness/scenario/scenario.ts";
import { contractsOf } from "./contracts-of.ts";

/** What stands in a table of claims beside the verdicts themselves. */
export type ClaimCell = Verdict | "error" | "not run" | "-";

/** Gives the columns of a table of claims: one per contract, and `live` where a claim was or should have been tested on it. */
export function claimColumnsOf(results: readonly ScenarioResult[]): readonly VerdictColumn[] {
  const live = results.some(({ claims }) =>
    claims.some(({ verdicts, notRunLive }) => verdicts.live !== undefined || notRunLive !== undefined),
  );
  return live ? [...contractNames, "live"] : contractNames;
}

/** `-` where the claim is not tested in the column, `error` where it is but the experiment could not be run. */
export function cellOfClaim(result: ScenarioResult, claim: ClaimResult, column: VerdictColumn): ClaimCell {
  const verdict = claim.verdicts[column];
  if (verdict !== undefined) return verdict;
  if (column === "live" && claim.notRunLive !== undefined) return "not run";
  return claim.error !== undefined && isTestedIn(result, claim, column) ? "error" : "-";
}

function isTestedIn(result: ScenarioResult, claim: ClaimResult, column: VerdictColumn): boolean {
  return column === "live"
    ? result.legs.some(({ side }) => side === "real") || claim.evidence.some(({ contract }) => contract === "live")
    : contractsOf(result).includes(column);
}

/** Gives the claims that are undecided somewhere, each with the columns and why. */
export function listUndecided(results: readonly ScenarioResult[]) {
  return results.flatMap((result) =>
    result.claims.flatMap((claim) => {
      const columns = claimColumnsOf(results).filter((column) => claim.verdicts[column] === "undecided");
      if (columns.length === 0) return [];
      const why = claim.why ?? "no reason is given";
      return [{ id: result.id, columns: columns.join(", "), claim: claim.claim, why }];
    }),
  );
}

/** Stands above that list. */
export const undecidedHeading = "Undecided, and why:";
