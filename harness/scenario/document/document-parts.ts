import { type ContractName, contractNames } from "#harness/scenario/scenario.ts";
import { asList, asRecord, childPointer, isRecord } from "./document-value.ts";

/** A value of a document and where it stands. */
export interface Part {
  readonly pointer: string;
  readonly value: unknown;
}

/** A claim's trial, with its key in the claim. */
export interface TrialPart extends Part {
  readonly role: "control" | "variation" | "accepted" | "refused";
}

/** The contracts a document is for; all of them where what is written is none, which the schema check reports. */
export function contractsOf(document: unknown): readonly ContractName[] {
  const written = asRecord(document)["contract"] ?? "published";
  const named = contractNames.filter((name) => [written].flat().includes(name));
  return named.length === 0 ? contractNames : named;
}

/** Whether every key is a contract name, so that the values are one expectation per contract. */
export function isKeyedByContract(value: unknown): value is Readonly<Partial<Record<ContractName, unknown>>> {
  const keys = Object.keys(asRecord(value));
  return keys.length > 0 && keys.every((key) => contractNames.some((name) => name === key));
}

/** Whether a variable's value is written per target: an object with no other keys than `mock` and `live`. */
export function isPerTarget(value: unknown): value is { readonly mock?: unknown; readonly live?: unknown } {
  const keys = Object.keys(asRecord(value));
  return keys.length > 0 && keys.every((key) => key === "mock" || key === "live");
}

/** The member `key` of a mapping, if it is there. */
export function memberOf({ pointer, value }: Part, key: string): readonly Part[] {
  return isRecord(value) && Object.hasOwn(value, key)
    ? [{ pointer: childPointer(pointer, key), value: value[key] }]
    : [];
}

/** The entries of a list. */
export function entriesOf({ pointer, value }: Part): readonly Part[] {
  return asList(value).map((entry, index) => ({ pointer: childPointer(pointer, index), value: entry }));
}

export function listClaims(document: unknown): readonly Part[] {
  return memberOf({ pointer: "", value: document }, "claims").flatMap(entriesOf);
}

/** The trials of one claim. */
export function listTrials(claim: Part): readonly TrialPart[] {
  const single = (["control", "variation"] as const).flatMap((role) =>
    memberOf(claim, role).map((part) => ({ ...part, role })),
  );
  const listed = (["accepted", "refused"] as const).flatMap((role) =>
    memberOf(claim, role)
      .flatMap(entriesOf)
      .map((part) => ({ ...part, role })),
  );
  return [...single, ...listed];
}

/** The scenario's own clients, `client` or `clients`, and those of trials. */
export function listClients(document: unknown): readonly Part[] {
  const trials = listClaims(document).flatMap(listTrials);
  return [...listOwnClients(document), ...trials.flatMap((trial) => memberOf(trial, "client"))];
}

/** The scenario's `client`, or its `clients` in the order of the file. */
export function listOwnClients(document: unknown): readonly Part[] {
  const root: Part = { pointer: "", value: document };
  return [
    ...memberOf(root, "client"),
    ...memberOf(root, "clients").flatMap((clients) =>
      Object.keys(asRecord(clients.value)).flatMap((name) => memberOf(clients, name)),
    ),
  ];
}

/** The requests of one client, in the order in which they are sent. */
export function listSteps(client: Part): readonly Part[] {
  return [...memberOf(client, "request"), ...memberOf(client, "requests").flatMap(entriesOf)];
}

/** Every expectation as the runner sees it: an `expect` or `claimed` keyed by contract gives one per key. */
export function listExpectations(document: unknown): readonly Part[] {
  return [
    ...memberOf({ pointer: "", value: document }, "expect"),
    ...listClaims(document).flatMap((claim) => memberOf(claim, "claimed")),
  ].flatMap(splitByContract);
}

function splitByContract(part: Part): readonly Part[] {
  return isKeyedByContract(part.value)
    ? Object.keys(asRecord(part.value)).flatMap((key) => memberOf(part, key))
    : [part];
}
