import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Position } from "#harness/scenario/scenario.ts";

/** Gives where in the scenario file a difference between the sides shows; the scenario's own place where none is known. */
export function placeOfDrift({ line }: Pick<ScenarioResult, "line">, item: DriftItem): Position {
  return { line: item.line ?? line, column: item.column ?? 1 };
}
