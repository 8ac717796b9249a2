import type { ClaimDocument, TrialDocument } from "#harness/scenario/document/scenario-document.ts";
import type { Claim, ContractName, Given, Trial } from "#harness/scenario/scenario.ts";
import { parseClient } from "./parse-client.ts";
import { parseExpectations } from "./parse-expectation.ts";
import { withoutUndefined } from "./without-undefined.ts";

export interface ClaimContext {
  readonly pointer: string;
  readonly contracts: readonly ContractName[];
  /** The scenario's own folder, from which module paths count. */
  readonly folder: string;
}

/** The claim with the form of its experiment named and its trials in full. */
export function parseClaim(written: ClaimDocument, { pointer, contracts, folder }: ClaimContext): Claim {
  const { claim, by, verdicts = {}, control, variation, claimed, accepted = [], refused = [], undecided } = written;
  if (undecided !== undefined) {
    const undecidedEverywhere = Object.fromEntries(contracts.map((contract) => [contract, "undecided"] as const));
    return { claim, by, pointer, verdicts: undecidedEverywhere, experiment: "none", why: undecided };
  }
  const base = { claim, by, pointer, verdicts };
  const trial = (document: TrialDocument) => parseTrial(document, folder);
  if (control !== undefined && variation !== undefined) {
    return {
      ...base,
      experiment: "change",
      control: trial(control),
      variation: trial(variation),
      claimed: parseExpectations(claimed, contracts),
    };
  }
  return { ...base, experiment: "values", accepted: accepted.map(trial), refused: refused.map(trial) };
}

function parseTrial({ token, given, client, ...changes }: TrialDocument, folder: string): Trial {
  const state: Given | undefined = token === undefined ? given : { ...given, token };
  const { method } = changes;
  const request = method === undefined ? changes : { ...changes, method: method.toUpperCase() };
  return client === undefined
    ? { request, ...withoutUndefined({ given: state }) }
    : { client: parseClient(client, folder), ...withoutUndefined({ given: state }) };
}
