import { listOwnClients } from "#harness/scenario/document/document-parts.ts";
import { asList, asRecord, type DocumentRecord, isRecord } from "#harness/scenario/document/document-value.ts";

/** The request that trials change: the scenario's own base, or the first request of its client. */
export function findBase(document: unknown): DocumentRecord | undefined {
  const requests = listOwnClients(document).flatMap(({ value }) => {
    const client = asRecord(value);
    return [client["request"], asList(client["requests"])[0]];
  });
  return [asRecord(document)["base"], ...requests].find(isRecord);
}

/** What a trial comes to once it is laid over the base: two trials that give equal values are the same experiment. */
export function describeTrial(trial: unknown, document: unknown): unknown {
  const { token, given, client, ...changes } = asRecord(trial);
  const state = {
    ...asRecord(asRecord(document)["given"]),
    ...asRecord(given),
    ...(token === undefined ? {} : { token }),
  };
  if (client !== undefined) {
    return { client, state };
  }
  const { save: _save, ...base } = findBase(document) ?? {};
  const request = { ...withoutReplaced(base, changes), ...changes };
  const method = String(request["method"] ?? "GET").toUpperCase();
  return { request: { ...request, method, headers: mergeHeaders(base, changes) }, state };
}

/** A trial's own body takes the place of the base's, in whichever form that is. */
function withoutReplaced(base: DocumentRecord, changes: DocumentRecord): DocumentRecord {
  const bodies = ["body", "rawBody", "form"];
  return bodies.some((key) => Object.hasOwn(changes, key))
    ? Object.fromEntries(Object.entries(base).filter(([key]) => !bodies.includes(key)))
    : base;
}

function mergeHeaders(...steps: readonly DocumentRecord[]): DocumentRecord {
  const headers = steps.flatMap((step) => Object.entries(asRecord(step["headers"])));
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
