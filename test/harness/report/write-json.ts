import { createJsonReporter } from "#harness/report/json.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { aRecordingOutput, eventsOf } from "./builders.ts";

/** What the JSON reporter writes of a run. */
export async function writeJson(run: RunResult): Promise<string> {
  const { output, files } = aRecordingOutput();
  const reporter = createJsonReporter({ output, file: "run.json" });
  for (const event of eventsOf(run)) reporter.onEvent(event);
  await reporter.close();
  return files.get("run.json") ?? "";
}
