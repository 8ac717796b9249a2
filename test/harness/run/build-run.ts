import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import type { RunEvent, RunResult } from "#harness/run/run-event.ts";
import type { RunOptions } from "#harness/run/run-options.ts";
import { runScenarios } from "#harness/run/run-scenarios.ts";
import { createSlots, type Surroundings } from "#harness/run/surroundings.ts";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import type { Given, Scenario } from "#harness/scenario/scenario.ts";
import { type PreparedTarget, type Target, TargetError } from "#harness/target/target.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

const contracts = createContractTable();

/** What a run needs besides its scenarios, with a list of the secrets that it tells. */
export function aroundTarget(
  target: Target,
  changes: Partial<Surroundings> = {},
): Surroundings & { readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  return {
    ...(target.side === "mock" ? { mock: target } : { real: target }),
    allow: "reads",
    factsOf: (contract) => createContractFacts(contracts.get(contract)),
    record: false,
    today: "2026-11-24",
    inSlot: createSlots(),
    parentEnv: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/nonexistent" },
    cwd: import.meta.dirname,
    onSecret: (secret) => secrets.push(secret),
    secrets,
    ...changes,
  };
}

/** A target that can never be made ready, but for what a test gives. */
export function aTarget(changes: Partial<Target> = {}): Target {
  return {
    name: "fake",
    side: "mock",
    address: "nowhere",
    variables: async () => ({}),
    prepare: async () => {
      throw new TargetError("the target is not there", { exitCode: 3 });
    },
    close: async () => {},
    ...changes,
  };
}

/** A target at an address, with the credentials `the-token`, `the-id` and `the-secret`. */
export function targetAt(apiUrl: string, changes: Partial<PreparedTarget> = {}): Target {
  const prepared: PreparedTarget = {
    apiUrl,
    loginUrl: apiUrl,
    accessToken: "the-token",
    clientId: "the-id",
    clientSecret: "the-secret",
    secrets: ["the-token", "the-secret"],
    close: async () => {},
    ...changes,
  };
  return aTarget({ prepare: async () => prepared });
}

export interface WatchedTarget extends Target {
  /** What was asked for, in order. */
  readonly wanted: readonly { readonly contract: string; readonly given: Given }[];
  /** The addresses that were given, in order. */
  readonly urls: readonly string[];
  /** How many of them are still in use. */
  readonly inUse: () => number;
  /** How often the whole target was closed. */
  readonly closed: () => number;
}

/** The same target, which keeps what it is asked for. */
export function watchTarget(target: Target): WatchedTarget {
  const wanted: { contract: string; given: Given }[] = [];
  const urls: string[] = [];
  let open = 0;
  let closed = 0;
  return {
    ...target,
    wanted,
    urls,
    inUse: () => open,
    closed: () => closed,
    async prepare(order) {
      wanted.push(order);
      const prepared = await target.prepare(order);
      urls.push(prepared.apiUrl);
      open += 1;
      return {
        ...prepared,
        async close() {
          open -= 1;
          await prepared.close();
        },
      };
    },
    async close() {
      closed += 1;
      await target.close();
    },
  };
}

/**
 * The scenarios in files with these contents, in the order of their names; an object is written as JSON. A name with a dot is
 * that of another file beside them.
 */
export async function scenariosOf(files: Readonly<Record<string, string | object>>): Promise<readonly Scenario[]> {
  const texts = Object.entries(files).map(([name, content]) => [
    name.includes(".") ? name : `${name}.scenario.yaml`,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  const cwd = await writeFiles(Object.fromEntries(texts));
  const { scenarios, problems } = await loadScenarios({ paths: ["."], cwd });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return scenarios;
}

/** Runs scenarios and gives the result with the events that led to it. */
export async function runAll(
  scenarios: readonly Scenario[],
  options: Surroundings & Partial<RunOptions>,
): Promise<RunResult & { readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const run = await runScenarios(scenarios, { concurrency: 4, onEvent: (event) => events.push(event), ...options });
  return { ...run, events };
}

/** How many calls a mock at an address has answered; 0 while there is no address. */
export async function callsOf(url: string | undefined): Promise<number> {
  if (url === undefined) return 0;
  const kept: unknown = await (await fetch(`${url}/__mock/exchanges`)).json();
  return Array.isArray(kept) ? kept.length : -1;
}
