import { setTimeout as wait } from "node:timers/promises";
import { type ClientRun, runClient, type WantedRun } from "./run-client.ts";
import type { Surroundings } from "./surroundings.ts";

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
  for (let attempts = 1; ; attempts++) {
    const ran = await runClient(wanted, around);
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
