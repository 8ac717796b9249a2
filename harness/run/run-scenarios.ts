import pLimit from "p-limit";
import type { Scenario } from "#harness/scenario/scenario.ts";
import type { Surroundings } from "./run-client.ts";
import type { RunEvent, RunResult } from "./run-event.ts";
import { type FinishedScenario, runScenario } from "./run-scenario.ts";

export interface RunOptions extends Surroundings {
  /** How many scenarios run at a time. */
  readonly concurrency: number;
  readonly onEvent: (event: RunEvent) => void;
}

/** Runs scenarios, several at a time, and tells what happens as it happens. The result is in the order they were given. */
export async function runScenarios(scenarios: readonly Scenario[], options: RunOptions): Promise<RunResult> {
  const { target, concurrency, onEvent } = options;
  const startedAt = performance.now();
  const limit = pLimit(concurrency);
  onEvent({ kind: "run-started", scenarios: scenarios.length, target: target.name });
  const finished = await Promise.all(
    scenarios.map((scenario) =>
      limit(async () => {
        const one = await runScenario(scenario, options);
        onEvent({ kind: "scenario-finished", result: one.result });
        return one;
      }),
    ),
  );
  await target.close();
  const run: RunResult = {
    scenarios: finished.map(({ result }) => result),
    durationMs: Math.round(performance.now() - startedAt),
    exitCode: chooseExitCode(finished),
  };
  onEvent({ kind: "run-finished", run });
  return run;
}

// When several apply: bad file or nothing to run, refused for safety, target not reachable, expectation failed, drift.
const exitCodeOrder = [2, 5, 3, 1, 4];

function chooseExitCode(finished: readonly FinishedScenario[]): number {
  const codes = finished.flatMap(({ exitCodes }) => exitCodes);
  return exitCodeOrder.find((code) => codes.includes(code)) ?? 0;
}
