import { contractsOf, isPerTarget } from "#harness/scenario/document/document-parts.ts";
import { childPointer } from "#harness/scenario/document/document-value.ts";
import type { Places } from "#harness/scenario/document/places.ts";
import type { ScenarioDocument } from "#harness/scenario/document/scenario-document.ts";
import type { Scenario, Variable } from "#harness/scenario/scenario.ts";
import { parseClaim } from "./parse-claim.ts";
import { parseClient, parseStep } from "./parse-client.ts";
import { parseExpectations } from "./parse-expectation.ts";
import { withoutUndefined } from "./without-undefined.ts";

export interface ScenarioSource {
  /** Path of the file, relative to the folder the run was started in. */
  readonly file: string;
  /** Absolute path of its folder, from which module paths count. */
  readonly folder: string;
  readonly places: Places;
}

/** Turns a checked document into a scenario: defaults filled in, short forms written out, durations in seconds. */
export function parseScenario(document: ScenarioDocument, { file, folder, places }: ScenarioSource): Scenario {
  const { id, title, report, effect = "writes", tags = [], status, given = {}, reported } = document;
  const contracts = contractsOf(document);
  return {
    id,
    title,
    file,
    positionOf: places.ofValue,
    contracts,
    effect,
    tags,
    given,
    variables: parseVariables(document.variables ?? {}),
    expect: parseExpectations(document.expect, contracts),
    tolerate: (document.compare?.tolerate ?? []).map((tolerance, index) => ({
      ...tolerance,
      pointer: childPointer("/compare/tolerate", index),
    })),
    claims: (document.claims ?? []).map((claim, index) =>
      parseClaim(claim, { pointer: childPointer("/claims", index), contracts, folder }),
    ),
    ...withoutUndefined({
      report,
      effectIsAssumed: document.effect === undefined ? (true as const) : undefined,
      status,
      base: document.base && parseStep(document.base),
      client: document.client && parseClient(document.client, folder),
      clients:
        document.clients &&
        Object.entries(document.clients).map(([name, client]) => ({ name, client: parseClient(client, folder) })),
      reported,
    }),
  };
}

function parseVariables(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, Variable>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      isPerTarget(value) ? { ...value, mock: value.mock } : { mock: value, live: value },
    ]),
  );
}
