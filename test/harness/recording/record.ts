import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { createRecorder } from "#harness/recording/create-recorder.ts";
import type { Har } from "#harness/recording/har.ts";
import { createOutput } from "#harness/report/output.ts";
import type { RecordedRun, RunEvent, ScenarioResult } from "#harness/run/run-event.ts";
import { createRedactor } from "#redact/create-redactor.ts";

/** A folder that is gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "recordings-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** A run as a real leg leaves it: one call of each exchange. */
export function aRun(exchanges: readonly Exchange[], changes: Partial<RecordedRun> = {}): RecordedRun {
  return { run: "published", contract: "published", variables: {}, exchanges, ...changes };
}

export interface Recorded {
  /** Scenario id -> its runs. */
  readonly scenarios: Readonly<Record<string, readonly RecordedRun[]>>;
  readonly folder: string;
  readonly keep?: readonly string[];
  readonly secrets?: readonly string[];
  readonly address?: string;
  readonly loginAddress?: string;
}

/** Records through the output that a run uses. Rejects as the recorder's `close` does. */
export async function record({
  scenarios,
  folder,
  keep = [],
  secrets = [],
  address,
  loginAddress,
}: Recorded): Promise<void> {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  const stream = { write: () => true };
  const recorder = createRecorder({
    output: createOutput({ stdout: stream, stderr: stream, redactor }),
    folder,
    loginAddress,
    keep,
    holdsSecret: (text) => redactor.finds(redactor.redact(text)),
    now: () => new Date("2026-02-01T00:00:00.000Z"),
  });
  if (address !== undefined) recorder.onEvent(aPlan(address));
  for (const [id, runs] of Object.entries(scenarios)) {
    recorder.onEvent({ kind: "scenario-finished", result: aResult(id, runs) });
  }
  await recorder.close();
}

/** Records one scenario called `one` and reads its file as JSON. */
export async function recordOne(runs: readonly RecordedRun[], options: Partial<Recorded> = {}): Promise<Har> {
  const folder = options.folder ?? (await aFolder());
  await record({ ...options, folder, scenarios: { one: runs } });
  return JSON.parse(await readFile(join(folder, "one.har"), "utf8"));
}

function aPlan(address: string): RunEvent {
  return {
    kind: "run-planned",
    plan: { target: "live", address, allowed: "writes", scenarios: [], dryRun: false },
  };
}

function aResult(id: string, recorded: readonly RecordedRun[]): ScenarioResult {
  return {
    id,
    title: `Scenario ${id}`,
    file: `${id}.scenario.yaml`,
    line: 1,
    status: "passed",
    tags: [],
    durationMs: 1,
    legs: [],
    comparisons: [],
    wire: [],
    claims: [],
    recorded,
  };
}
