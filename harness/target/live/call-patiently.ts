import { setTimeout as waitFor } from "node:timers/promises";
import { type CallAnswer, type OutgoingCall, sendCall } from "#harness/target/send-call.ts";
import type { Pace } from "./create-pace.ts";

/** What a call ends with whose signal said that nobody waits for it any more. */
export const givenUp: CallAnswer & { readonly kind: "failed" } = {
  kind: "failed",
  why: "it was given up before there was an answer",
  untrusted: false,
};

const mostAttempts = 3;
const longestWaitSeconds = 60;

/**
 * Makes a call of the target's own under a rate, and again after a 429, as its `Retry-After` says: three times at most, each
 * after a minute at most. Never rejects; once the signal says so, nothing more is sent and the answer is `givenUp`.
 */
export async function callPatiently(call: OutgoingCall, pace: Pace): Promise<CallAnswer> {
  const { signal } = call;
  try {
    for (let attempt = 1; ; attempt++) {
      await pace(signal);
      const answer = await sendCall(call);
      if (answer.kind === "failed" && signal?.aborted) return givenUp;
      const seconds = attempt < mostAttempts ? secondsToWait(answer) : undefined;
      if (seconds === undefined) return answer;
      await waitFor(seconds * 1000, undefined, signal === undefined ? {} : { signal });
    }
  } catch {
    // Only the signal ends a wait.
    return givenUp;
  }
}

/** `Retry-After` is whole seconds, and on every 429 (developer forum, announcement of November 2021). */
function secondsToWait(answer: CallAnswer): number | undefined {
  if (answer.kind === "failed" || answer.status !== 429) return undefined;
  const value = answer.headers["retry-after"] ?? "";
  return /^\d+$/.test(value) && Number(value) <= longestWaitSeconds ? Number(value) : undefined;
}
