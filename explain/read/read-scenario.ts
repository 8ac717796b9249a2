import { buildRequest } from "#harness/client/build-request.ts";
import { bindRun } from "#harness/run/bind-run.ts";
import { bindVariables } from "#harness/scenario/bind-variables.ts";
import { formatProblem, loadScenarios } from "#harness/scenario/load-scenarios.ts";
import type { ContractName, RequestStep, Scenario } from "#harness/scenario/scenario.ts";
import { giveOrg, readControlAnswer } from "#harness/target/give-org.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import type { ContractTable } from "#mock-server/contract/index.ts";
import { callControl } from "#mock-server/control/control-calls.ts";
import { createMock } from "#mock-server/mock.ts";
import type { OrgData } from "#mock-server/org/entities.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { type Reading, type ReadRequest, requests, unreadable } from "./reading.ts";

export interface ScenarioSource {
  readonly file: string;
  /** Absolute path of the folder that the file is named from. */
  readonly cwd: string;
  readonly seed: number;
  readonly org: OrgData;
  readonly contracts: ContractTable;
  /** Default: the first of the scenario's. */
  readonly contract?: ContractName;
}

/** The requests of a scenario file, each with the org, the token and the settings that the scenario gives. */
export async function readScenario(source: ScenarioSource): Promise<Reading> {
  const { scenarios, problems } = await loadScenarios({ paths: [source.file], cwd: source.cwd, tags: [] });
  if (problems.length > 0) return unreadable(problems.map(formatProblem).join("\n"));
  const read: ReadRequest[] = [];
  const notes: string[] = [];
  for (const scenario of scenarios) {
    const steps = scenario.client?.kind === "request" ? scenario.client.requests : scenario.base && [scenario.base];
    if (steps === undefined) {
      const { line } = scenario.positionOf("/client");
      return unreadable(
        `${scenario.file}:${line}: expected a scenario with client.request, client.requests or base, found another client, whose requests are known only when it runs; run it: genesys-mock run ${source.file}`,
      );
    }
    try {
      read.push(...(await readSteps(scenario, steps, source)));
    } catch (error) {
      // A header that cannot be sent, a given flow that the org refuses: the scenario's mistakes.
      return unreadable(`${scenario.file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (scenario.given.faults !== undefined)
      notes.push("The scenario orders faults; they are not part of a diagnosis.");
  }
  return requests(read, notes);
}

async function readSteps(
  scenario: Scenario,
  steps: readonly RequestStep[],
  source: ScenarioSource,
): Promise<readonly ReadRequest[]> {
  const { seed, contracts } = source;
  const contract = source.contract ?? scenario.contracts[0] ?? "published";
  const target = createMockTarget({ seed });
  const builtIn = await target.variables(contract, { scenario: scenario.id, run: contract });
  const bound = bindRun({ target, contract, builtIn, declared: scenario.variables });
  const settings = scenario.given.settings ?? {};
  const mock = createMock({ contract, contracts, seed, org: source.org, settings });
  const { faults: _faults, ...given } = scenario.given;
  const { accessToken, clientId, clientSecret } = await giveOrg(bound.bind(given) as typeof given, {
    order: async ({ path, body, at }) => readControlAnswer(await callControl(mock, { method: "post", path, body }), at),
    clients: await mock.org().oauthClients.list(),
  });
  const values = {
    ...bound.values,
    clientId,
    clientSecret,
    basicCredentials: Buffer.from(`${clientId}:${clientSecret}`).toString("base64"),
    baseUrl: noHost,
    loginUrl: noHost,
    ...(accessToken === undefined ? {} : { accessToken }),
    // What an earlier step saves is known only when it runs.
    ...Object.fromEntries(steps.flatMap(({ save }) => Object.keys(save)).map((name) => [name, `<${name}>`])),
  };
  const usesSaved = steps.some(({ save }) => Object.keys(save).length > 0);
  const org = await readOrgData(mock.org());
  return steps.map((step, index) => {
    const built = buildRequest(
      step,
      {
        ...{
          baseUrl: noHost,
          loginUrl: noHost,
          clientId,
          clientSecret,
          variables: values,
          cwd: source.cwd,
          parentEnv: {},
        },
        ...(accessToken === undefined ? {} : { accessToken }),
        bind: bindVariables,
      },
      values,
    );
    return {
      name: steps.length === 1 ? scenario.id : `${scenario.id}, step ${index + 1}`,
      request: {
        method: built.method,
        path: built.path,
        headers: built.headers.filter(([name]) => !/^(?:host|content-length)$/i.test(name)),
        body: built.body ?? Buffer.alloc(0),
      },
      given: { org, settings, contract, lenient: { tokens: false, ids: usesSaved } },
    };
  });
}

/** Stands where a run has the address of its proxy, and is left out of the request. */
const noHost = "http://localhost";
