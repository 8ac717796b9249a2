import { setTimeout as wait } from "node:timers/promises";
import { unavailable } from "#harness/compare/drift/cause/explain-unavailable.ts";
import { sayCause } from "#harness/compare/drift/decide-comparison.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { isOfTarget } from "#harness/exchange/forward-call.ts";
import { type ClientRun, runClient } from "./run-client.ts";
import type { Circumstance, CleanUpStep } from "./run-event.ts";
import type { Surroundings } from "./surroundings.ts";
import type { WantedRun } from "./wanted-run.ts";

const mostRepeats = 3;
const longestWaitSeconds = 300;
const defaultWaitSeconds = 10;

/**
 * Runs a client on the real side, and again after the wait that a 429 asks for, three times at most. A wait of more than five
 * minutes is not waited for. Rejects as `runClient` does.
 */
export async function runPatiently(
  wanted: WantedRun,
  around: Surroundings,
): Promise<{ readonly ran: ClientRun; readonly attempts: number }> {
  const cleanUp: CleanUpStep[] = [];
  for (let attempts = 1; ; attempts++) {
    const once = await runClient(wanted, around);
    cleanUp.push(...once.cleanUp);
    const ran = { ...once, cleanUp };
    const seconds = attempts <= mostRepeats && around.signal?.aborted !== true ? waitAfter(ran) : undefined;
    if (seconds === undefined) return { ran, attempts };
    // A wait that is cut short by the end of the run is followed by a run that is stopped at once.
    const stopping = around.signal === undefined ? {} : { signal: around.signal };
    await wait(1000 * seconds, undefined, stopping).catch(() => {});
  }
}

/** Seconds to wait before a run that was answered 429 is repeated; undefined where it was not, or would wait too long. */
function waitAfter({ exchanges }: ClientRun): number | undefined {
  const limited = exchanges.flatMap(({ response }) => (response?.status === 429 ? [response] : []));
  if (limited.length === 0) return undefined;
  const waits = limited.map(({ headers }) => {
    const [, value] = headers.find(([name]) => name.toLowerCase() === "retry-after") ?? [];
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : defaultWaitSeconds;
  });
  const longest = Math.max(...waits);
  return longest <= longestWaitSeconds ? longest : undefined;
}

/** Why a leg says nothing about the API. */
export interface NothingSaid {
  readonly message: string;
  readonly circumstance?: Circumstance;
}

/**
 * Why a run on the real side says nothing about the API: a call got no response, or the rate limit did not end. `isExpected` says
 * whether the same status is what the scenario is about.
 */
export function whyNothingSaid(
  { exchanges }: ClientRun,
  isExpected: (status: number) => boolean,
): NothingSaid | undefined {
  const last = exchanges.at(-1);
  if (last !== undefined && last.response === undefined && last.refused !== true) {
    if (last.error === undefined || !isOfTarget(last.error)) {
      return { message: last.error ?? "the last call got no response" };
    }
    return sayUnavailable(sayCause(unavailable(last.error)), `${nameCall(last)} got no response there`);
  }
  const limited = exchanges.find(({ response }) => response?.status === 429);
  if (limited === undefined || isExpected(429)) return undefined;
  const message =
    "it was answered 429 and the wait that was asked for is too long, or did not help; lower --rate, or run it later";
  return sayUnavailable(message, `${nameCall(limited)} was answered 429 there`);
}

function sayUnavailable(message: string, seen: string) {
  return { message, circumstance: { kind: "unavailable", message, seen } } as const;
}

function nameCall({ request }: Exchange): string {
  return `${request.method} ${request.path}`;
}
