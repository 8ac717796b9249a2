import { type ComparedRun, compareRuns } from "./compare-runs.ts";
import type { ComparedClient, WireComparison, WireDifference } from "./wire-difference.ts";
import type { WireInput, WireRun } from "./wire-run.ts";

/**
 * What several clients sent, compared: each with the first that met the expectation (with the first of all if none did), in
 * the call that was answered otherwise. The likeliest to matter comes first; what cannot matter is counted only. No
 * experiment is made, so that nothing is marked as decisive. Undefined if there are not two clients.
 */
export function compareWire(input: WireInput): WireComparison | undefined {
  const reference = findReference(input.runs);
  if (reference === undefined || input.runs.length < 2) return undefined;
  const others = input.runs
    .filter((run) => run !== reference)
    .map((run) => withoutChanges(compareRuns(reference, run, input.knownTokens)));
  return { contract: input.contract, reference: reference.name, others };
}

/** The client that the others are compared with. */
export function findReference(runs: readonly WireRun[]): WireRun | undefined {
  return runs.find(({ met }) => met) ?? runs[0];
}

/** A comparison as reports take it; what is in `decisive` is marked and comes first. */
export function withoutChanges(
  { pair: _, differences, ...compared }: ComparedRun,
  decisive: ReadonlySet<ComparedRun["differences"][number]> = new Set(),
): ComparedClient {
  const ordered = [
    ...differences.filter((one) => decisive.has(one)),
    ...differences.filter((one) => !decisive.has(one)),
  ];
  return {
    ...compared,
    differences: ordered.map((difference): WireDifference => {
      const { rank: _rank, change: _change, ...shown } = difference;
      return decisive.has(difference) ? { ...shown, decisive: true } : shown;
    }),
  };
}
