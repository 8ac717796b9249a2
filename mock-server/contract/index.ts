import type { Contract } from "./contract.ts";
import { loadContract } from "./load-contract.ts";

/** The contracts a mock can speak; the first is the default. */
export const contractNames = ["published", "thread"] as const;
export type ContractName = (typeof contractNames)[number];

/** Whether a text names a contract. */
export function isContractName(text: string): text is ContractName {
  return contractNames.some((name) => name === text);
}

/** Gives each contract, read when it is first asked for and kept, with the validators compiled for it. */
export interface ContractTable {
  get(name: ContractName): Contract;
}

export function createContractTable(): ContractTable {
  const loaded = new Map<ContractName, Contract>();
  return {
    get(name) {
      const known = loaded.get(name);
      if (known !== undefined) return known;
      const contract = loadContract(name);
      loaded.set(name, contract);
      return contract;
    },
  };
}
