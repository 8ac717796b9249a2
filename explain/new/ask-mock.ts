import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDefaults } from "#harness/config/run-config.ts";
import type { Leg } from "#harness/run/run-event.ts";
import { runSuite } from "#harness/run-suite.ts";
import { formatProblem } from "#harness/scenario/load-scenarios.ts";

/** What the mock made of a scenario, a leg per contract; or why it could not be run. */
export type MockAnswer =
  | { readonly kind: "legs"; readonly passed: boolean; readonly legs: readonly Leg[] }
  | { readonly kind: "problem"; readonly message: string };

/** Runs the text of a scenario on the mock in this process, as `genesys-mock run` would. */
export async function askMock(text: string, seed: number): Promise<MockAnswer> {
  const cwd = await mkdtemp(join(tmpdir(), "genesys-mock-new-"));
  try {
    const file = "draft.scenario.yaml";
    await writeFile(join(cwd, file), text);
    const nowhere = { write: () => true };
    const result = await runSuite(
      { ...runDefaults, paths: [file], concurrency: 1, seed },
      { env: {}, cwd, stdout: nowhere, stderr: nowhere },
    );
    if (result.kind === "problems") return { kind: "problem", message: result.problems.map(formatProblem).join("\n") };
    if (result.kind === "not-ready") return { kind: "problem", message: result.message };
    const [scenario] = result.run.scenarios;
    const failed = scenario?.legs.find(({ error }) => error !== undefined);
    if (failed?.error !== undefined) return { kind: "problem", message: failed.error };
    return { kind: "legs", passed: result.run.exitCode === 0, legs: scenario?.legs ?? [] };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
