import type { RunPlan, ScenarioResult } from "#harness/run/run-event.ts";
import { listCircumstances } from "./list-circumstances.ts";

/** Scenarios of which a part was not run for the same reason. */
export interface NotRun {
  readonly reason: string;
  /** Ids, each once, in the order of the run. */
  readonly scenarios: readonly string[];
}

/** Gives why legs, comparisons and claims were not run, the commonest reason first. */
export function listNotRun(results: readonly ScenarioResult[]): NotRun[] {
  // Told on its own, and not only as something that was not run.
  const told = new Set(listCircumstances(results).map(({ message }) => message));
  return groupByReason(
    results.flatMap((result) => [
      ...result.legs.flatMap(({ status, error }) => (status === "not-run" ? [{ id: result.id, reason: error }] : [])),
      ...result.comparisons.flatMap(({ verdict, why }) =>
        verdict === "not-run" && !told.has(why) && !isErrorOf(result, why) ? [{ id: result.id, reason: why }] : [],
      ),
      ...result.claims.flatMap(({ notRunLive }) =>
        notRunLive === undefined ? [] : [{ id: result.id, reason: notRunLive }],
      ),
    ]),
  );
}

/** Whether a leg that could not run has said so itself. */
function isErrorOf({ legs }: ScenarioResult, reason: string): boolean {
  return legs.some(({ status, error }) => status === "error" && error === reason);
}

/** Gives why scenarios of a plan will not run, the commonest reason first. */
export function listNotPlanned({ scenarios }: RunPlan): NotRun[] {
  return groupByReason(scenarios.flatMap(({ id, notRun }) => (notRun === undefined ? [] : [{ id, reason: notRun }])));
}

function groupByReason(found: readonly { readonly id: string; readonly reason?: string | undefined }[]): NotRun[] {
  const groups = new Map<string, { readonly reason: string; readonly ids: Set<string> }>();
  for (const { id, reason = "no reason is given" } of found) {
    const key = reason.replace(missingRecording, "there is no recording of them");
    const group = groups.get(key) ?? { reason, ids: new Set() };
    group.ids.add(id);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { reason, ids }]) => ({ reason: ids.size === 1 ? reason : key, scenarios: [...ids] }))
    .sort((a, b) => b.scenarios.length - a.scenarios.length);
}

/** Names the scenario, its file and a file of a similar name, and so would be another reason for each scenario. */
const missingRecording = /^no recording of [^:]+: there is no [^;]+/;
