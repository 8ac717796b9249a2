import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Position } from "#harness/scenario/scenario.ts";
import type { Case } from "./list-cases.ts";

/**
 * Gives where in the scenario file a difference between the sides shows: at the expectation that one side does not meet, if it
 * is at that place, else at the scenario.
 */
export function placeOfDrift(result: ScenarioResult, { mock, real }: Case, item: DriftItem): Position {
  const at = item.at.replace(/^\/expect(?=\/|$)/, "");
  const differences = [...(mock?.differences ?? []), ...(real?.differences ?? [])];
  const { line, column } = differences.find((difference) => difference.at === at) ?? { line: result.line, column: 1 };
  return { line, column };
}
