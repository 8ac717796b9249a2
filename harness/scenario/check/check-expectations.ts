import {
  contractsOf,
  isKeyedByContract,
  listExpectations,
  memberOf,
  type Part,
} from "#harness/scenario/document/document-parts.ts";
import { asRecord, childPointer, isRecord } from "#harness/scenario/document/document-value.ts";
import type { Finding } from "#harness/scenario/scenario-problem.ts";

/** Checks that a scenario has something to run and something to compare, and that its expectations check something. */
export function checkExpectations(document: unknown): readonly Finding[] {
  const root: Part = { pointer: "", value: document };
  return [
    ...checkParts(document),
    ...memberOf(root, "expect").flatMap((expect) => checkContractKeys(expect, document)),
    ...listExpectations(document).flatMap(checkNotEmpty),
  ];
}

/** The keys of an `expect` or `claimed` that is keyed by contract must be contracts of the scenario. */
export function checkContractKeys({ pointer, value }: Part, document: unknown): readonly Finding[] {
  const contracts = contractsOf(document);
  if (!isKeyedByContract(value)) {
    return [];
  }
  return Object.keys(asRecord(value))
    .filter((key) => !contracts.some((name) => name === key))
    .map((key) => ({
      pointer: childPointer(pointer, key),
      place: "key",
      message: `the scenario is not run under the contract "${key}"; add it to "contract" (now: ${contracts.join(", ")})`,
      needs: ["/contract"],
    }));
}

function checkParts(document: unknown): readonly Finding[] {
  const written = (key: string) => Object.hasOwn(asRecord(document), key);
  const client = written("client") ? "client" : "clients";
  if (written("client") && written("clients")) {
    const message = 'a scenario has either "client" or "clients", found both; keep one of the two';
    return [{ pointer: "/clients", place: "key", message }];
  }
  if (!written(client) && !written("claims")) {
    const message = 'the scenario has neither a client nor claims and so checks nothing; add "client" and "expect"';
    return [{ pointer: "", message, needs: ["/client", "/clients", "/claims"] }];
  }
  if (written(client) && !written("expect")) {
    const message = 'the scenario has a client but no "expect" and so checks nothing; add what is expected';
    return [{ pointer: `/${client}`, place: "key", message, needs: ["/expect"] }];
  }
  for (const key of ["expect", "compare", "status"].filter(written)) {
    if (written(client)) continue;
    const message = `"${key}" has no client that it could be about; add "client", or remove it`;
    return [{ pointer: `/${key}`, place: "key", message, needs: ["/client", "/clients"] }];
  }
  return [];
}

function checkNotEmpty({ pointer, value }: Part): readonly Finding[] {
  const empty = isRecord(value) && Object.keys(value).length === 0;
  return empty ? [{ pointer, message: 'the expectation is empty and checks nothing; add e.g. "status"' }] : [];
}
