import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { runScenarios } from "#harness/run/run-scenarios.ts";
import { loadScenarios } from "#harness/scenario/load-scenarios.ts";
import { type ContractName, effects } from "#harness/scenario/scenario.ts";
import { createMockTarget } from "#harness/target/mock.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { Operation } from "#mock-server/contract/operation.ts";

const cwd = process.cwd();
const contracts = createContractTable();
const { scenarios, problems } = await loadScenarios({ paths: ["scenarios"], cwd });

/** Started once; every test looks at the same run. */
const running = runScenarios(scenarios, {
  mock: createMockTarget({ seed: 1 }),
  allow: "reads",
  factsOf: (contract) => createContractFacts(contracts.get(contract)),
  record: false,
  today: "2026-11-24",
  concurrency: 4,
  parentEnv: { PATH: "/usr/local/bin:/usr/bin:/bin" },
  cwd,
  onSecret: () => {},
  onEvent: () => {},
});

beforeAll(async () => {
  await running;
}, 180_000);

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function resultOf({ scenarios: results }: RunResult, id: string): ScenarioResult {
  const found = results.find((result) => result.id === id);
  if (found === undefined) throw new Error(`there is no result for ${id}`);
  return found;
}

/** The operations of a contract that a scenario has called: its client's calls and the deciding ones of its claims. */
function operationsOf({ legs, claims }: ScenarioResult, contract: ContractName): Operation[] {
  const calls = legs
    .filter((leg) => leg.contract === contract)
    .flatMap(({ exchanges }) => exchanges.map(({ request }) => `${request.method} ${request.path}`));
  const evidence = claims.flatMap((claim) => claim.evidence).filter((trial) => trial.contract === contract);
  return [...calls, ...evidence.map(({ call }) => call)].flatMap((call) => {
    const [method = "", target = ""] = call.split(" ");
    const found = findOperation(contracts.get(contract), method, target.split("?")[0] ?? "");
    return found.kind === "found" ? [found.operation] : [];
  });
}

describe("every scenario of scenarios/", () => {
  test("is loaded without a problem", () => {
    expect(problems).toEqual([]);
    const files = readdirSync("scenarios", { recursive: true, encoding: "utf8" });
    const expected = files.filter((file) => file.endsWith(".scenario.yaml")).map((file) => `scenarios/${file}`);
    expect(expected.length).toBeGreaterThan(30);
    expect(scenarios.map(({ file }) => file).sort()).toEqual(expected.sort());
  });

  test("has a result, in the order of the files, and nothing else has", async () => {
    expect(idsOf((await running).scenarios)).toEqual(idsOf(scenarios));
  });

  test.each(idsOf(scenarios))("is as expected: %s", async (id) => {
    const { status, legs, claims, openBug } = resultOf(await running, id);
    // A known bug fails, and one that is gone fails the scenario.
    const wrong = legs.filter((leg) => leg.status !== "passed" && openBug !== true);
    expect(wrong.map(({ contract, error, differences }) => ({ contract, error, differences }))).toEqual([]);
    expect(claims.filter(({ flipped, error }) => flipped.length > 0 || error !== undefined)).toEqual([]);
    expect(status).toBe("passed");
  });

  test("has a leg for every contract of its client's expectation", async () => {
    for (const { id, client, clients, expect: expected } of scenarios) {
      const { legs } = resultOf(await running, id);
      const count = clients?.length ?? (client === undefined ? 0 : 1);
      const wanted = Object.keys(expected).flatMap((contract) => Array<string>(count).fill(contract));
      expect({ id, legs: legs.map(({ contract }) => contract).sort() }).toEqual({ id, legs: wanted.sort() });
    }
  });

  test("confirms every pinned verdict, and gives a reason for every claim that no request decides", async () => {
    const run = await running;
    const claims = scenarios.flatMap((scenario) => scenario.claims.map((claim, place) => ({ scenario, claim, place })));
    expect(claims.length).toBeGreaterThan(30);
    for (const { scenario, claim, place } of claims) {
      const found = resultOf(run, scenario.id).claims[place];
      // One verdict for each contract that the scenario runs under, as pinned.
      expect(Object.keys(claim.verdicts).sort()).toEqual([...scenario.contracts].sort());
      expect(found).toMatchObject({ claim: claim.claim, verdicts: claim.verdicts, flipped: [] });
      const isUndecided = Object.values(claim.verdicts).includes("undecided");
      expect([claim.claim, found?.why !== undefined, found?.evidence.length === 0]).toEqual([
        claim.claim,
        isUndecided,
        isUndecided,
      ]);
    }
  });

  test("ends the run with 0", async () => {
    expect((await running).exitCode).toBe(0);
  });

  test("makes no call that does more to an org than it says", async () => {
    const run = await running;
    const above = scenarios.flatMap(({ id, effect, contracts: names }) =>
      names
        .flatMap((contract) => operationsOf(resultOf(run, id), contract))
        .filter((operation) => effects.indexOf(operation.effect) > effects.indexOf(effect))
        .map((operation) => `${id} (${effect}): ${operation.id} ${operation.effect}`),
    );
    expect(above).toEqual([]);
  });
});

describe("every operation of the published contract", () => {
  test.each(contracts.get("published").operations.map(({ id }) => id))("is called by a scenario: %s", async (id) => {
    const callers = (await running).scenarios.filter((result) =>
      operationsOf(result, "published").some((operation) => operation.id === id),
    );
    expect(callers.length).toBeGreaterThan(0);
  });
});
