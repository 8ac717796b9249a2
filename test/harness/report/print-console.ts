import { createConsoleReporter } from "#harness/report/console.ts";
import type { Output } from "#harness/report/reporter.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { aRecordingOutput, eventsOf } from "./builders.ts";

/** What the console reporter prints of a run, and what it tells while the run goes on. */
export async function printConsole(
  run: RunResult,
  changes: Partial<Output> = {},
  options: { readonly recordFolder?: string } = {},
) {
  const { output, printed, progressed } = aRecordingOutput(changes);
  await runReporter(run, output, options);
  return { printed: printed.join(""), progressed };
}

/** Lets the console reporter hear of a run. */
export async function runReporter(run: RunResult, output: Output, options: { readonly recordFolder?: string } = {}) {
  const reporter = createConsoleReporter({ output, ...options });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
}
