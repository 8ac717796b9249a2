import { compareWire } from "#harness/compare/wire/compare-wire.ts";
import type { ComparedClient } from "#harness/compare/wire/wire-difference.ts";
import type { WireInput, WireRun } from "#harness/compare/wire/wire-run.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";

type Lines = Exchange["request"]["headers"];

/** A call as a test names it: the rest is a launch that is answered 200. */
export interface WireCall {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Lines;
  readonly body?: string | Buffer;
  readonly answer?: { readonly status: number; readonly body?: unknown };
}

export const launch = "/api/v2/flows/executions";
export const bearer: Lines[number] = ["Authorization", "Bearer canary-token-of-the-run"];
export const json: Lines[number] = ["Content-Type", "application/json"];
export const launchBody = '{"flowId":"a1b2c3d4-e5f6-7890-abcd-ef1234567890"}';

export function aCall(call: WireCall = {}): Exchange {
  const {
    method = "POST",
    path = launch,
    headers = [bearer, json],
    body = launchBody,
    answer = { status: 200 },
  } = call;
  const bytes = Buffer.from(body as string);
  return {
    startedAt: "2024-05-31T10:00:00.000Z",
    durationMs: 1,
    request: { method, path, headers, body: bytes },
    response: {
      status: answer.status,
      headers: [json],
      body: Buffer.from(answer.body === undefined ? "" : JSON.stringify(answer.body)),
    },
  };
}

export function aRun(name: string, calls: readonly WireCall[], met = false): WireRun {
  // The times tell the order of the calls.
  const exchanges = calls.map((call, index) => ({ ...aCall(call), startedAt: new Date(index * 1000).toISOString() }));
  return { name, exchanges, met };
}

/** A client that met the expectation, and one that is compared with it. */
export function twoClients(reference: readonly WireCall[], other: readonly WireCall[]): WireInput {
  return { contract: "published", runs: [aRun("app", other), aRun("curl", reference, true)] };
}

/** The one client that is compared with the reference. */
export function compare(
  reference: WireCall | readonly WireCall[],
  other: WireCall | readonly WireCall[],
): ComparedClient {
  const list = (calls: WireCall | readonly WireCall[]) =>
    (Array.isArray(calls) ? calls : [calls]) as readonly WireCall[];
  const [client] = compareWire(twoClients(list(reference), list(other)))?.others ?? [];
  if (client === undefined) throw new Error("there is nobody to compare");
  return client;
}

/** The differences of two calls in short: `part name: reference | other`. */
export function differencesOf(reference: WireCall, other: WireCall): readonly string[] {
  return compare(reference, other).differences.map(
    ({ part, name, reference: left = "-", other: right = "-" }) => `${part} ${name}: ${left} | ${right}`,
  );
}

export const token = "canary-token-of-the-run";
export const withHeader = (...lines: (readonly [string, string])[]): WireCall => ({
  headers: [bearer, json, ...lines],
});
export const withAuthorization = (value: string): WireCall => ({ headers: [["Authorization", value], json] });
export const withType = (value: string): WireCall => ({ headers: [bearer, ["Content-Type", value]] });
export const get = (path: string): WireCall => ({ method: "GET", path, headers: [bearer], body: "" });
