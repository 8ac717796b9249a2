import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Output } from "#harness/report/reporter.ts";
import type { ClaimResult, Leg, RunEvent, RunResult, ScenarioResult } from "#harness/run/run-event.ts";

/** A passed scenario without legs and claims, changed by what a test gives. */
export function aScenario(changes: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    id: "launch",
    title: "A launch",
    file: "scenarios/launch.scenario.yaml",
    line: 2,
    status: "passed",
    durationMs: 12,
    legs: [],
    claims: [],
    ...changes,
  };
}

export function aLeg(changes: Partial<Leg> = {}): Leg {
  return { target: "mock", contract: "published", status: "passed", differences: [], exchanges: [], ...changes };
}

export function aClaim(changes: Partial<ClaimResult> = {}): ClaimResult {
  return {
    claim: "type is required",
    by: "answer",
    line: 30,
    verdicts: { published: "refuted", thread: "holds" },
    flipped: [],
    evidence: [],
    ...changes,
  };
}

/** A launch that was answered with the status and body. */
export function anExchange(status: number, body: string): Exchange {
  return {
    startedAt: "2026-08-01T10:00:00.000Z",
    durationMs: 3.25,
    request: { method: "POST", path: "/api/v2/flows/executions", headers: [], body: Buffer.from("{}") },
    response: { status, headers: [], body: Buffer.from(body) },
  };
}

export function aRun(scenarios: readonly ScenarioResult[], changes: Partial<RunResult> = {}): RunResult {
  return { scenarios, durationMs: 1234, exitCode: 0, ...changes };
}

/** The events a run sends for its result. */
export function eventsOf(run: RunResult): RunEvent[] {
  return [
    { kind: "run-started", scenarios: run.scenarios.length, target: "mock" },
    ...run.scenarios.map((result): RunEvent => ({ kind: "scenario-finished", result })),
    { kind: "run-finished", run },
  ];
}

/** An output that keeps what it is given. */
export function aRecordingOutput(changes: Partial<Output> = {}) {
  const printed: string[] = [];
  const progressed: string[] = [];
  const files = new Map<string, string>();
  const output: Output = {
    print: (text) => void printed.push(text),
    progress: (text) => void progressed.push(text),
    interactive: false,
    colour: false,
    width: 100,
    async writeFile(path, text) {
      files.set(path, text);
    },
    ...changes,
  };
  return { output, printed, progressed, files };
}
