import { formatValue } from "#harness/compare/format-value.ts";
import { parseJson } from "#harness/compare/json.ts";
import { createdPath } from "#harness/exchange/created-path.ts";
import { decodeBody } from "#harness/exchange/decode-body.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { couldNotWait } from "#harness/exchange/forward-call.ts";
import { normalizePath } from "#harness/exchange/normalize-path.ts";
import { type CallOrg, describeAnswer, isRecord } from "./call-org.ts";

/** One thing that was to be deleted; `error` says why it may still be there. */
export interface CleanUpStep {
  readonly call: string;
  readonly error?: string;
}

export interface CleanUpOptions {
  readonly callOrg: CallOrg;
  /** `Authorization` for what the client created without one. */
  readonly authorization?: string | undefined;
  /** How long the whole may take, in milliseconds; default a minute. */
  readonly withinMs?: number;
}

/**
 * Deletes what the calls of one run created and did not delete themselves, the newest first, each with the token that created
 * it, and nothing else. Never rejects: what could not be deleted is in the steps.
 */
export async function cleanUpCreated(
  exchanges: readonly Exchange[],
  { callOrg, authorization, withinMs = 60_000 }: CleanUpOptions,
): Promise<CleanUpStep[]> {
  const signal = AbortSignal.timeout(withinMs);
  const steps: CleanUpStep[] = [];
  for (const created of findCreated(exchanges).reverse()) {
    if ("unknown" in created) {
      steps.push({ call: created.call, error: created.unknown });
      continue;
    }
    const call = `DELETE ${created.path}`;
    const own = created.authorization ?? authorization;
    steps.push(
      own === undefined
        ? { call, error: "not deleted: there is no token for it; delete it by hand" }
        : { call, ...(await deleteOne(created.path, { callOrg, authorization: own, signal })) },
    );
  }
  return steps;
}

async function deleteOne(
  path: string,
  { callOrg, authorization, signal }: { callOrg: CallOrg; authorization: string; signal: AbortSignal },
): Promise<{ readonly error?: string }> {
  if (signal.aborted) return { error: "not deleted: the time for cleaning up was over; delete it by hand" };
  const answer = await callOrg({ method: "DELETE", path, authorization, signal });
  const isGone = answer.kind === "answered" && (isSuccess(answer.status) || [404, 410].includes(answer.status));
  return isGone ? {} : { error: `not deleted: ${describeAnswer(answer)}; delete it by hand` };
}

type Created =
  | { readonly path: string; readonly authorization: string | undefined }
  /** A call that may have created something: nobody can say what. */
  | { readonly call: string; readonly unknown: string };

/** Executions end by themselves, and no call deletes one. */
const launches = "/api/v2/flows/executions";

/** In the order of the calls, each thing once. */
function findCreated(exchanges: readonly Exchange[]): Created[] {
  const deleted = new Set(
    exchanges.filter(({ request, response }) => request.method === "DELETE" && isSuccess(response?.status)).map(pathOf),
  );
  const created = new Map<string, Created>();
  for (const exchange of exchanges) {
    const { request, refused } = exchange;
    const path = pathOf(exchange);
    if (request.method !== "POST" || refused === true || path === launches || path.startsWith("/oauth/")) continue;
    const own = createdPath(exchange);
    if (own !== undefined && deleted.has(own)) continue;
    const unknown = whyUnknown(exchange, own);
    const [, authorization] = request.headers.find(([name]) => name.toLowerCase() === "authorization") ?? [];
    if (unknown !== undefined) created.set(`${created.size} ${path}`, { call: `POST ${path}`, unknown });
    else if (own !== undefined) created.set(own, { path: own, authorization });
  }
  return [...created.values()];
}

/**
 * Why it cannot be told what a POST has created, if anything. Only where the answer's `selfUri` agrees with the path and the
 * `id` is the thing at that path deleted: a search or a copy answers with an `id` as well.
 */
function whyUnknown({ response, error }: Exchange, own: string | undefined): string | undefined {
  if (response === undefined && error?.startsWith(couldNotWait)) return undefined;
  if (response === undefined) return "it had no answer, so it may have created something; look for it by hand";
  if (!isSuccess(response.status)) return undefined;
  const answered = `it was answered ${response.status}`;
  const decoded = decodeBody(response);
  if (decoded.kind === "broken" || error !== undefined) {
    return `${answered} and its answer cannot be read, so it may have created something; look for it by hand`;
  }
  const body = parseJson(decoded.body.toString("utf8"))?.value;
  const { id, selfUri } = isRecord(body) ? body : {};
  if (own !== undefined && typeof selfUri === "string" && selfUri.endsWith(own)) return undefined;
  if (id === undefined && response.status !== 201) return undefined;
  const named =
    id === undefined ? "without an id" : `with the id ${formatValue(id)} and no selfUri of it below this path`;
  return `${answered} ${named}, so it may have created something that was not deleted; look for it by hand`;
}

function pathOf({ request }: Exchange): string {
  return normalizePath(request.path).path;
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
