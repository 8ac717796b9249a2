import { setTimeout as wait } from "node:timers/promises";
import { sendRequest } from "#harness/client/send-request.ts";
import { startTimer } from "#harness/client/start-timer.ts";
import type { StateExpectation } from "#harness/scenario/scenario.ts";
import type { PreparedTarget } from "#harness/target/target.ts";

/** How the wait for a state ended. */
export interface StateOutcome {
  readonly reached: boolean;
  /** The last body that was read, or why there is none. */
  readonly last: unknown;
  readonly waitedSeconds: number;
}

const requestTimeoutSeconds = 10;

/** What is read, and with which rights. */
export interface Reading extends Pick<PreparedTarget, "apiUrl" | "accessToken" | "heldMs"> {
  /** Ends the wait early; the state counts as not reached then. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a path again and again, without counting the time in which the rate of a run held it back, until its body meets what is expected or the time is over. It is
 * read once more at the end of the time.
 */
export async function pollState(
  state: StateExpectation,
  reading: Reading,
  meets: (expected: unknown, found: unknown) => boolean,
): Promise<StateOutcome> {
  const heldMs = () => reading.heldMs?.() ?? 0;
  const clock = () => performance.now() - heldMs();
  const startedAt = clock();
  for (;;) {
    const last = await readOnce(state.get, reading);
    const waitedSeconds = (clock() - startedAt) / 1000;
    if (meets(state.is, last)) return { reached: true, last, waitedSeconds };
    if (waitedSeconds >= state.withinSeconds) return { reached: false, last, waitedSeconds };
    await pause(Math.min(state.everySeconds, state.withinSeconds - waitedSeconds), reading.signal);
    if (reading.signal?.aborted) return { reached: false, last, waitedSeconds };
  }
}

/** Waits for the given time, or until the run is stopped. */
async function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const stopped = signal === undefined ? {} : { signal };
  await wait(1000 * seconds, undefined, stopped).catch(() => {});
}

async function readOnce(path: string, { apiUrl, accessToken, heldMs, signal }: Reading): Promise<unknown> {
  const headers: [string, string][] = [["Host", new URL(apiUrl).host]];
  if (accessToken !== undefined) headers.push(["Authorization", `Bearer ${accessToken}`]);
  const late = new AbortController();
  const onLate = () => late.abort(new Error(`there was none within ${requestTimeoutSeconds} s`));
  const stopTimer = startTimer({ seconds: requestTimeoutSeconds, heldMs, onLate });
  try {
    const request = { method: "GET", baseUrl: apiUrl, path, headers };
    const giveUp = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
    return (await sendRequest(request, giveUp)).body;
  } catch (error) {
    return `no answer: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    stopTimer();
  }
}
