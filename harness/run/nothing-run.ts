import type { TargetError } from "#harness/target/target.ts";
import type { RunResult } from "./run-event.ts";

/** The result of a run that cannot begin, as reports need it: everything that was selected is skipped, for one reason. */
export function nothingRun(
  selected: number,
  { message, exitCode }: Pick<TargetError, "message" | "exitCode">,
): RunResult {
  return { scenarios: [], durationMs: 0, exitCode, exitCodes: [exitCode], skipped: selected, warnings: [message] };
}
