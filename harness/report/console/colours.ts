import type pc from "picocolors";
import type { Leg } from "#harness/run/run-event.ts";

export type Colours = ReturnType<typeof pc.createColors>;

/** What stands before a scenario, a leg or a failure, by its status. */
export const marks = { passed: "✓", failed: "✗", error: "!", "not-run": "-" } as const satisfies Record<
  Leg["status"],
  string
>;

/** Gives the mark of a status in its colour. */
export function paintMark(status: Leg["status"], colours: Colours): string {
  const paint = { passed: colours.green, failed: colours.red, error: colours.yellow, "not-run": colours.dim };
  return paint[status](marks[status]);
}
