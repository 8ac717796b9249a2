import type { Comparison, Leg, ScenarioResult } from "#harness/run/run-event.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";

/** What one client of a scenario did under one contract, on each side that there was. */
export interface Case {
  readonly contract: ContractName;
  readonly client?: string;
  readonly mock?: Leg;
  readonly real?: Leg;
  readonly comparison?: Comparison;
}

/** Gives a scenario's legs and comparisons put together, in the order in which they were run. None is left out. */
export function listCases(result: ScenarioResult): Case[] {
  const cases: Case[] = [];
  const add = (name: "mock" | "real" | "comparison", part: Leg | Comparison) => {
    const { contract, client } = part;
    const own = cases.findIndex((one) => one.contract === contract && one.client === client && one[name] === undefined);
    if (own === -1) cases.push({ contract, ...(client === undefined ? {} : { client }), [name]: part });
    else cases[own] = { contract, ...cases[own], [name]: part };
  };
  for (const leg of result.legs) add(leg.side, leg);
  for (const comparison of result.comparisons) add("comparison", comparison);
  return cases;
}

/** Gives the contract, and the client where there are several: `published app`. */
export function nameOfCase({ contract, client }: Pick<Case, "contract" | "client">): string {
  return client === undefined ? contract : `${contract} ${client}`;
}

/** Gives what the real side of a case is called: `live`, `recording`. */
export function realNameOf({ real }: Case): string {
  return real?.target ?? "live";
}
