import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { strongestEffect } from "#harness/exchange/call-effect.ts";
import { createdThings } from "#harness/exchange/created-things.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { normalizePath } from "#harness/exchange/normalize-path.ts";
import { type CallOrg, describeAnswer } from "./call-org.ts";
import { isCertain, whyUnknown } from "./why-unknown.ts";

/** One thing that was to be deleted; `error` says why it may still be there. */
export interface CleanUpStep {
  readonly call: string;
  readonly error?: string;
}

export interface CleanUpOptions {
  readonly callOrg: CallOrg;
  /** What a call does to an org: one that only reads or launches has created nothing that is deleted. */
  readonly facts: Pick<ContractFacts, "effectOf">;
  /** `Authorization` for what the client created without one. */
  readonly authorization?: string | undefined;
  /** How long the whole may take, in milliseconds; default a minute. */
  readonly withinMs?: number;
}

/**
 * Deletes what the calls of one run created and did not delete themselves, the newest first, each with the token that created
 * it, and nothing else. Never rejects: what could not be deleted is in the steps, and so is every call of which nobody can tell
 * what it has created.
 */
export async function cleanUpCreated(
  exchanges: readonly Exchange[],
  { callOrg, facts, authorization, withinMs = 60_000 }: CleanUpOptions,
): Promise<CleanUpStep[]> {
  const signal = AbortSignal.timeout(withinMs);
  const steps: CleanUpStep[] = [];
  for (const created of findCreated(exchanges, facts).reverse()) {
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

/** In the order of the calls, each thing once. */
function findCreated(exchanges: readonly Exchange[], facts: CleanUpOptions["facts"]): Created[] {
  const deleted = new Set(
    exchanges.filter(({ request, response }) => request.method === "DELETE" && isSuccess(response?.status)).map(pathOf),
  );
  const created = new Map<string, Created>();
  for (const [index, exchange] of exchanges.entries()) {
    const { request, refused } = exchange;
    const path = pathOf(exchange);
    if (request.method !== "POST" || refused === true || path.startsWith("/oauth/") || isSearch(path)) continue;
    // What launches has created an execution, which ends by itself and which no call deletes.
    if (strongestEffect(request, facts) !== "writes") continue;
    const { kind, things } = createdThings(exchange, exchanges.slice(0, index));
    // What the run created before is its own, though a later answer shows it again.
    const left = things.filter(({ path: own }) => own === undefined || !(deleted.has(own) || created.has(own)));
    if (things.length > 0 && left.length === 0) continue;
    const unknown = whyUnknown(exchange, { kind, things: left });
    const [, authorization] = request.headers.find(([name]) => name.toLowerCase() === "authorization") ?? [];
    if (unknown !== undefined) created.set(`${created.size} ${path}`, { call: `POST ${path}`, unknown });
    if (exchange.error !== undefined) continue;
    for (const thing of left.filter(isCertain)) {
      if (thing.path !== undefined) created.set(thing.path, { path: thing.path, authorization });
    }
  }
  return [...created.values()];
}

/** How the platform names what only looks: `/users/search`, `/flows/instances/query`. */
function isSearch(path: string): boolean {
  return /\/(?:search|query)$/.test(path);
}

function pathOf({ request }: Exchange): string {
  return normalizePath(request.path).path;
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
