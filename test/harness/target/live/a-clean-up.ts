import { onTestFinished } from "vitest";
import { createContractFacts } from "#harness/contract/create-contract-facts.ts";
import { startCaptureProxy } from "#harness/exchange/capture-proxy.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { createCallOrg } from "#harness/target/live/call-org.ts";
import { cleanUpCreated } from "#harness/target/live/clean-up-created.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { type StandIn, startStandIn } from "#test/stand-in/start-stand-in.ts";

export const users = "/api/v2/users";

const facts = createContractFacts(createContractTable().get("published"));

/** A stand-in, and clients that call it through a capture proxy. */
export async function aRun(): Promise<{
  standIn: StandIn;
  /** Of a token with every right there. */
  authorization: string;
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  exchanges(): readonly Exchange[];
  cleanUp(exchanges: readonly Exchange[], withinMs?: number): ReturnType<typeof cleanUpCreated>;
}> {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  const proxy = await startCaptureProxy({ apiUrl: standIn.url, loginUrl: standIn.url });
  onTestFinished(() => proxy.close());
  const callOrg = createCallOrg({ apiUrl: standIn.url, pace: async () => {} });
  const authorization = `Bearer ${standIn.org.tokenOf("fullAccess")}`;
  return {
    standIn,
    authorization,
    exchanges: proxy.exchanges,
    async call(method, path, body) {
      const headers = { Authorization: authorization, "Content-Type": "application/json" };
      const answer = await fetch(`${proxy.url}${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      return Object(await answer.json());
    },
    cleanUp: (exchanges, withinMs) =>
      cleanUpCreated(exchanges, {
        callOrg,
        facts,
        authorization: "Bearer not-the-one-that-created-it",
        ...(withinMs === undefined ? {} : { withinMs }),
      }),
  };
}

/** A POST with this answer. */
export function anExchange(options: {
  answer: string | undefined;
  status?: number;
  path?: string;
  body?: string;
  /** Of the request. */
  authorization?: string;
  headers?: Exchange["request"]["headers"];
}): Exchange {
  const { answer, status = 200, path = users, body = "", authorization, headers = [] } = options;
  const own: Exchange["request"]["headers"] = authorization === undefined ? [] : [["Authorization", authorization]];
  return {
    startedAt: "2026-03-02T09:30:00.000Z",
    durationMs: 1,
    request: { method: "POST", path, headers: own, body: Buffer.from(body) },
    ...(answer === undefined ? {} : { response: { status, headers, body: Buffer.from(answer) } }),
  };
}
