import type { RunPlan, ScenarioResult } from "#harness/run/run-event.ts";

/** Scenarios of which a part was not run for the same reason. */
export interface NotRun {
  readonly reason: string;
  /** Ids, each once, in the order of the run. */
  readonly scenarios: readonly string[];
}

/** Gives why legs, comparisons and claims were not run, the commonest reason first. */
export function listNotRun(results: readonly ScenarioResult[]): NotRun[] {
  return groupByReason(
    results.flatMap((result) => [
      ...result.legs.flatMap(({ status, error }) => (status === "not-run" ? [{ id: result.id, reason: error }] : [])),
      ...result.comparisons.flatMap(({ verdict, why }) =>
        verdict === "not-run" ? [{ id: result.id, reason: why }] : [],
      ),
      ...result.claims.flatMap(({ notRunLive }) =>
        notRunLive === undefined ? [] : [{ id: result.id, reason: notRunLive }],
      ),
    ]),
  );
}

/** Gives why scenarios of a plan will not run, the commonest reason first. */
export function listNotPlanned({ scenarios }: RunPlan): NotRun[] {
  return groupByReason(scenarios.flatMap(({ id, notRun }) => (notRun === undefined ? [] : [{ id, reason: notRun }])));
}

function groupByReason(found: readonly { readonly id: string; readonly reason?: string | undefined }[]): NotRun[] {
  const groups = new Map<string, Set<string>>();
  for (const { id, reason = "no reason is given" } of found) {
    groups.set(reason, (groups.get(reason) ?? new Set()).add(id));
  }
  return [...groups]
    .map(([reason, ids]) => ({ reason, scenarios: [...ids] }))
    .sort((a, b) => b.scenarios.length - a.scenarios.length);
}
