import { findDecisive } from "#harness/compare/wire/find-decisive.ts";
import type { WireComparison } from "#harness/compare/wire/wire-difference.ts";
import type { ContractName, Scenario } from "#harness/scenario/scenario.ts";
import type { Pair } from "./pair.ts";
import type { Surroundings } from "./surroundings.ts";
import { createTry } from "./try-request.ts";

interface Parts {
  readonly pairs: readonly Pair[];
  readonly around: Surroundings;
}

/**
 * Compares what the clients of a scenario sent, under each contract: on the mock, where experiments tell which difference
 * decides, or on the real side where there is no mock. Empty for a scenario with one client.
 */
export async function compareClients(scenario: Scenario, parts: Parts): Promise<readonly WireComparison[]> {
  if (scenario.clients === undefined) return [];
  const compared: WireComparison[] = [];
  for (const contract of scenario.contracts) {
    const one = await compareUnder(contract, scenario, parts);
    if (one !== undefined) compared.push(one);
  }
  return compared;
}

async function compareUnder(
  contract: ContractName,
  scenario: Scenario,
  { pairs, around }: Parts,
): Promise<WireComparison | undefined> {
  const runs = pairs.flatMap(({ wanted, mock, real }) => {
    const finished = mock ?? real;
    if (wanted.contract !== contract || wanted.name === undefined || finished?.run === undefined) return [];
    return [{ name: wanted.name, met: finished.leg.status === "passed", run: finished.run }];
  });
  const tokens = runs.flatMap(({ run }) => run.accessToken ?? []);
  const input = {
    contract,
    runs: runs.map(({ name, met, run }) => ({ name, met, exchanges: run.exchanges })),
    knownTokens: tokens,
  };
  const { mock } = around;
  const tryRequest =
    mock === undefined
      ? () => Promise.reject(new Error("there is no mock"))
      : createTry({ scenario, contract, mock, around, tokens });
  return findDecisive(input, tryRequest);
}
