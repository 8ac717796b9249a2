import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { formatProblem, type LoadedScenarios, loadScenarios } from "#harness/scenario/load-scenarios.ts";
import type { Scenario } from "#harness/scenario/scenario.ts";

/** Writes files below a new folder, which is gone after the test, and returns the folder's path. */
export async function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "scenarios-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Loads one scenario file with this content; an object is written as JSON, which is YAML too. */
export async function loadText(content: string | Uint8Array | object): Promise<LoadedScenarios> {
  const isText = typeof content === "string" || content instanceof Uint8Array;
  const cwd = await writeFiles({
    "a.scenario.yaml": isText ? content : JSON.stringify(content),
    "client.ts": "export const run = () => 1;\n",
  });
  return loadScenarios({ paths: ["a.scenario.yaml"], cwd });
}

/** What is wrong with a scenario file, as `line:column: message`. */
export async function problemsOf(content: string | Uint8Array | object): Promise<readonly string[]> {
  const { problems } = await loadText(content);
  return problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

/** The messages alone. */
export async function messagesOf(content: string | Uint8Array | object): Promise<readonly string[]> {
  const { problems } = await loadText(content);
  return problems.map(({ message }) => message);
}

/** The scenario in a file that has nothing wrong. */
export async function scenarioOf(content: string | object): Promise<Scenario> {
  const { scenarios, problems } = await loadText(content);
  const [scenario] = scenarios;
  if (scenario === undefined || problems.length > 0) {
    throw new Error(`expected a valid scenario, found ${problems.map(({ message }) => message).join("\n")}`);
  }
  return scenario;
}

/** A small valid document with the given keys laid over; undefined takes a key away. */
export function aDocument(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: "a-scenario",
    title: "A scenario",
    client: { request: { path: "/api/v2/users/me" } },
    expect: { status: 200 },
    ...changes,
  };
}

/** A valid claim with the given keys laid over; undefined takes a key away. */
export function aClaim(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    claim: "a body is refused",
    by: "asker",
    control: {},
    variation: { body: {} },
    claimed: { status: 400 },
    verdicts: { published: "holds" },
    ...changes,
  };
}

/** The text of a valid scenario with this id. */
export const named = (id: string, changes: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify(aDocument({ id, ...changes }));

/** Loads scenarios from files that are written for it, by their names. */
export async function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  paths: readonly string[],
  filter?: string,
) {
  const cwd = await writeFiles(files);
  const { scenarios, problems } = await loadScenarios({ paths, cwd, ...(filter === undefined ? {} : { filter }) });
  return { scenarios, ids: scenarios.map(({ id }) => id), problems: problems.map(formatProblem) };
}
