import { compareSides, type SidesToCompare } from "#harness/compare/drift/compare-sides.ts";
import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import { createResponseCheck } from "#harness/contract/create-response-check.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Tolerance } from "#harness/scenario/scenario.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";

const contract = createContractTable().get("published");

/** Of the published contract. */
export const publishedFacts = createContractFacts(contract, createResponseCheck);

/** Of a contract that describes nothing, so that only the two sides decide. */
export const noFacts: ContractFacts = {
  effectOf: () => ({ effect: "reads" }),
  checkResponse: () => [],
  isClosedValue: () => false,
  isDataMap: () => false,
  unpublished: () => undefined,
  permissions: () => undefined,
};

type Options = Partial<Omit<SidesToCompare, "mock" | "real">> & {
  readonly variables?: { readonly mock: Record<string, unknown>; readonly real: Record<string, unknown> };
};

/** Compares what two sides saw on the wire; without facts, variables and tolerances but for what a test names. */
export function compareRuns(mock: readonly Exchange[], real: readonly Exchange[], options: Options = {}) {
  const {
    variables = { mock: {}, real: {} },
    facts = noFacts,
    tolerate = [],
    today = "2024-06-01",
    ...others
  } = options;
  return compareSides({
    mock: { exchanges: mock, differences: [], variables: variables.mock },
    real: { exchanges: real, differences: [], variables: variables.real },
    facts,
    tolerate,
    today,
    ...others,
  });
}

/** Compares the answers to one call that both sides made. */
export function compareBodiesOf(mock: unknown, real: unknown, options?: Options) {
  return compareRuns([answered(mock)], [answered(real)], options);
}

/** A call that was answered with a JSON body. */
export function answered(json: unknown, call: { method?: string; path?: string; status?: number } = {}): Exchange {
  const { status = 200, ...request } = call;
  return buildExchange({ ...request, response: { status, json } });
}

/** What a tolerance leaves out: the place, the kind and the message of each item. */
export function places(items: readonly { readonly at: string; readonly kind: string }[]): string[] {
  return items.map(({ at, kind }) => `${kind} ${at}`);
}

export function aTolerance(tolerance: Pick<Tolerance, "at" | "may"> & Partial<Tolerance>): Tolerance {
  return { why: "a known gap", until: "2024-12-31", pointer: "/compare/tolerate/0", ...tolerance };
}
