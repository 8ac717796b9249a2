import type { Given, RequestStep, Trial } from "#harness/scenario/scenario.ts";
import type { ClientRun } from "./run-client.ts";

/** The request of a trial: what the trial says, laid over the base. A body of its own replaces the base's, in any form. */
export function layOverRequest(base: RequestStep, changes: NonNullable<Trial["request"]>): RequestStep {
  const ownBody = changes.body !== undefined || changes.rawBody !== undefined || changes.form !== undefined;
  const { method, path, body, rawBody, form } = ownBody
    ? { ...changes, method: changes.method ?? base.method, path: changes.path ?? base.path }
    : { ...base, ...changes };
  return {
    method,
    path,
    headers: mergeHeaders(base.headers, changes.headers ?? {}),
    save: {},
    ...(body === undefined ? {} : { body }),
    ...(rawBody === undefined ? {} : { rawBody }),
    ...(form === undefined ? {} : { form }),
  };
}

/** The org's state for a trial: what the trial says in place of what the scenario says, part by part. */
export function layOverGiven(given: Given, changes: Given | undefined): Given {
  return { ...given, ...changes };
}

/** Names of headers are the same in any case. */
function mergeHeaders(base: RequestStep["headers"], own: RequestStep["headers"]): RequestStep["headers"] {
  const written = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const kept = Object.entries(base).filter(([name]) => !written.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...own };
}

/**
 * What is given on the real side: a token whose rights were enough for every call on the mock can be any token with more
 * rights, so its grant is left out. One that was refused anything (401, 403) is about its rights and keeps them.
 */
export function stripGrant(given: Given, onMock: Pick<ClientRun, "exchanges"> | undefined): Given {
  const { token } = given;
  if (onMock === undefined || token === undefined || token === "none" || token.value !== undefined) return given;
  const refused = onMock.exchanges.some(({ response }) => response?.status === 401 || response?.status === 403);
  if (refused) return given;
  const { permissions: _permissions, scopes: _scopes, clientId: _clientId, ...rest } = token;
  return { ...given, token: rest };
}
