import { isKeyedByContract } from "#harness/scenario/document/document-parts.ts";
import type { ByContract, ExpectationDocument } from "#harness/scenario/document/scenario-document.ts";
import type { ContractName, Expectation } from "#harness/scenario/scenario.ts";
import { parseDuration } from "./parse-duration.ts";

const defaultEverySeconds = 0.2;

type Expectations = Readonly<Partial<Record<ContractName, Expectation>>>;

/** One expectation per contract; a plain one is that of every contract of the scenario. */
export function parseExpectations(
  written: ByContract<ExpectationDocument> | undefined,
  contracts: readonly ContractName[],
): Expectations {
  if (written === undefined) {
    return {};
  }
  const pairs = contracts.flatMap((contract) => {
    const expectation = isKeyed(written) ? written[contract] : written;
    return expectation === undefined ? [] : [[contract, parseExpectation(expectation)] as const];
  });
  return Object.fromEntries(pairs);
}

function isKeyed(
  written: ByContract<ExpectationDocument>,
): written is Readonly<Partial<Record<ContractName, ExpectationDocument>>> {
  return isKeyedByContract(written);
}

function parseExpectation({ state, ...others }: ExpectationDocument): Expectation {
  if (state === undefined) {
    return others;
  }
  const { get, is, within, every = defaultEverySeconds } = state;
  return {
    ...others,
    state: { get, is, withinSeconds: parseDuration(within), everySeconds: parseDuration(every) },
  };
}
