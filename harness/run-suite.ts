import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { RunConfig } from "#harness/config/run-config.ts";
import { type ContractTable, createContractTable } from "#mock-server/contract/index.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { createModulePool } from "./client/module-pool.ts";
import { createContractFacts } from "./contract/create-contract-facts.ts";
import { createReporter } from "./report/index.ts";
import { createOutput, type TextStream } from "./report/output.ts";
import type { Output, Reporter } from "./report/reporter.ts";
import { nothingRun } from "./run/nothing-run.ts";
import type { RunEvent, RunResult } from "./run/run-event.ts";
import type { RunOptions } from "./run/run-options.ts";
import { runScenarios } from "./run/run-scenarios.ts";
import { loadScenarios, type ScenarioProblem } from "./scenario/load-scenarios.ts";
import { type ContractName, contractNames } from "./scenario/scenario.ts";
import { checkGiven } from "./target/check-given.ts";
import { createRealTarget } from "./target/create-real-target.ts";
import { createMockTarget } from "./target/mock.ts";
import { type Target, TargetError } from "./target/target.ts";
import { createUrlTarget } from "./target/url.ts";

/** What a run of scenarios needs of the process it runs in. */
export interface SuiteSurroundings {
  /** With the `.env` file already laid under it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Aborted when the run is to end early. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

export type SuiteResult =
  /** `unwritten`: reports and recordings that could not be written, a sentence each. */
  | {
      readonly kind: "ran";
      readonly run: RunResult;
      readonly unwritten: readonly string[];
      /** The text without any secret that the run came to know. The run itself holds them. */
      readonly redact: (text: string) => string;
    }
  /** Scenario files are wrong, or none was selected; nothing was sent. */
  | { readonly kind: "problems"; readonly problems: readonly ScenarioProblem[]; readonly unwritten: readonly string[] }
  /** The run cannot begin: no credentials, an unreadable file; nothing was sent. */
  | {
      readonly kind: "not-ready";
      readonly message: string;
      readonly exitCode: 2 | 3;
      readonly unwritten: readonly string[];
    };

/** Loads scenarios, runs them as `config` says, and reports. What can go wrong is in the result; a throw is a bug. */
export async function runSuite(config: RunConfig, around: SuiteSurroundings): Promise<SuiteResult> {
  const { cwd, env } = around;
  const redactor = createRedactor();
  const output = createOutput({ ...around, redactor, noColour: (env["NO_COLOR"] ?? "") !== "" });
  const { scenarios, ...loaded } = await loadScenarios({ ...config, cwd });
  const contracts = createContractTable();
  // A contract takes a while to load, and only what is said of its settings needs one here.
  const allContracts = () => contractNames.map((name) => contracts.get(name));
  const given = scenarios.flatMap((scenario) => checkGiven(scenario, allContracts));
  const problems = [...loaded.problems, ...given];
  if (problems.length > 0) {
    const told = await createReporters(config, { output, around });
    for (const reporter of told) reporter.onProblems?.(problems);
    const unwritten = await closeReporters(told);
    return { kind: "problems", problems, unwritten };
  }
  try {
    const targets = await createTargets(config, { ...around, contracts });
    for (const secret of [...(targets.real?.secrets ?? []), ...secretsOf(env)]) redactor.add(secret);
    const { loginAddress } = targets.real ?? {};
    const recorders = await createRecorders(config, {
      ...(loginAddress === undefined ? {} : { loginAddress }),
      output,
      cwd,
      holdsSecret: (text) => redactor.finds(redactor.redact(text)),
    });
    const active = [...(await createReporters(config, { output, around })), ...recorders];
    const run = await runScenarios(scenarios, {
      ...targets,
      allow: config.real?.kind === "recording" ? "writes" : config.allow,
      record: recorders.length > 0,
      concurrency: config.concurrency,
      dryRun: config.dryRun,
      ...(config.bail === undefined ? {} : { bail: config.bail }),
      planned: plannedFor(config, env),
      today: new Date().toISOString().slice(0, "2026-01-01".length),
      parentEnv: env,
      cwd,
      pool: createModulePool({ size: config.concurrency }),
      ...(around.signal === undefined ? {} : { signal: around.signal }),
      onSecret: (secret) => redactor.add(secret),
      onEvent: (event) => {
        for (const reporter of active) reporter.onEvent(event);
        around.onEvent?.(event);
      },
    });
    const unwritten = await closeReporters(active);
    return {
      kind: "ran",
      run,
      unwritten: unwritten.map((message) => redactor.redact(message)),
      redact: redactor.redact,
    };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    for (const secret of secretsOf(env)) redactor.add(secret);
    // As with files that are wrong, the command says it beside the reports, and the console has none.
    const reporters = config.reporters.filter(({ name }) => name !== "console");
    const told = await createReporters({ ...config, reporters }, { output, around });
    for (const reporter of told) reporter.onEvent({ kind: "run-finished", run: nothingRun(scenarios.length, error) });
    const unwritten = await closeReporters(told);
    return { kind: "not-ready", message: redactor.redact(error.message), exitCode: error.exitCode, unwritten };
  }
}

/** What the environment holds under a name that says so; a scenario or a program under test may show it. */
function secretsOf(env: SuiteSurroundings["env"]): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    isSecretName.test(name) && value !== undefined ? [value] : [],
  );
}

const isSecretName = /SECRET|TOKEN|PASSW|CREDENTIAL|API_?KEY|PRIVATE/i;

async function createTargets(
  config: RunConfig,
  { env, cwd, signal, contracts }: SuiteSurroundings & { readonly contracts: ContractTable },
): Promise<Pick<RunOptions, "mock" | "real" | "factsOf">> {
  // Responses are held against their schemas only where there is a real side.
  const checking =
    config.real === undefined ? undefined : (await import("./contract/create-response-check.ts")).createResponseCheck;
  const facts = new Map<ContractName, ReturnType<typeof createContractFacts>>();
  const factsOf = (contract: ContractName) => {
    const known = facts.get(contract) ?? createContractFacts(contracts.get(contract), checking);
    facts.set(contract, known);
    return known;
  };
  const mock = createMock(config, env);
  const real =
    config.real &&
    (await createRealTarget(config.real, {
      ...config,
      env,
      ca: await readCa(config, cwd),
      cwd,
      ...(signal === undefined ? {} : { signal }),
    }));
  return { factsOf, ...(mock === undefined ? {} : { mock }), ...(real === undefined ? {} : { real }) };
}

function createMock({ mock, seed }: RunConfig, env: SuiteSurroundings["env"]): Target | undefined {
  if (mock === false) return undefined;
  if (mock === undefined) return createMockTarget({ seed });
  const controlToken = env["GENESYS_MOCK_CONTROL_TOKEN"];
  return createUrlTarget({ url: mock.url, ...(controlToken === undefined ? {} : { controlToken }) });
}

async function readCa({ real }: RunConfig, cwd: string): Promise<string | undefined> {
  if (real?.kind !== "live" || real.caFile === undefined) return undefined;
  try {
    return await readFile(resolve(cwd, real.caFile), "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TargetError(`--live-ca: expected a file with certificates (PEM): ${reason}`, { exitCode: 2, cause });
  }
}

function plannedFor(config: RunConfig, env: SuiteSurroundings["env"]): NonNullable<RunOptions["planned"]> {
  if (config.real?.kind !== "live") return {};
  const organizationId = env["GENESYS_ORG_ID"];
  return {
    callsPerMinute: config.callsPerMinute,
    ...(organizationId === undefined || organizationId === "" ? {} : { organizationId }),
  };
}

/** Written only where asked for, and loaded only then. */
async function createRecorders(
  { record, keep }: RunConfig,
  parts: {
    readonly output: Output;
    readonly cwd: string;
    readonly loginAddress?: string;
    readonly holdsSecret: (text: string) => boolean;
  },
): Promise<readonly Reporter[]> {
  if (record === undefined) return [];
  const { createRecorder } = await import("./recording/create-recorder.ts");
  return [createRecorder({ ...parts, folder: resolve(parts.cwd, record), keep })];
}

function createReporters(
  { reporters, record }: RunConfig,
  { output, around }: { readonly output: Output; readonly around: SuiteSurroundings },
): Promise<readonly Reporter[]> {
  const { cwd, env } = around;
  const given = {
    stepSummary: env["GITHUB_STEP_SUMMARY"] || undefined,
    workspace: env["GITHUB_WORKSPACE"] || undefined,
    recordFolder: record,
  };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return Promise.all(
    reporters.map(({ name, file }) =>
      createReporter(name, {
        output,
        cwd,
        ...options,
        ...(file === undefined ? {} : { file: resolve(cwd, file) }),
      }),
    ),
  );
}

/** Every reporter is closed, even if one of them cannot write its file. */
async function closeReporters(active: readonly Reporter[]): Promise<readonly string[]> {
  const closed = await Promise.allSettled(active.map((reporter) => reporter.close()));
  return closed.flatMap((one) =>
    one.status === "rejected" ? [`A report could not be written: ${messageOf(one.reason)}`] : [],
  );
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
