import { setTimeout as waitFor } from "node:timers/promises";
import { type CallAnswer, sendCall } from "#harness/target/send-call.ts";
import type { Pace } from "./create-pace.ts";

export interface OrgCall {
  readonly method: string;
  readonly path: string;
  /** Value of the header `Authorization`. */
  readonly authorization: string;
  readonly signal?: AbortSignal;
}

/** Makes a call of the target's own on the API host: under the rate, and again after a 429. Never rejects. */
export type CallOrg = (call: OrgCall) => Promise<CallAnswer>;

const mostAttempts = 3;
const longestWaitSeconds = 60;

export function createCallOrg(options: {
  readonly apiUrl: string;
  readonly ca?: string | undefined;
  readonly pace: Pace;
}): CallOrg {
  const { apiUrl, ca, pace } = options;
  return async ({ method, path, authorization, signal }) => {
    const headers = { Accept: "application/json", Authorization: authorization };
    try {
      for (let attempt = 1; ; attempt++) {
        await pace(signal);
        const answer = await sendCall({ baseUrl: apiUrl, method, path, headers, ca, signal });
        const seconds = attempt < mostAttempts ? secondsToWait(answer) : undefined;
        if (seconds === undefined) return answer;
        await waitFor(seconds * 1000, undefined, signal === undefined ? {} : { signal });
      }
    } catch {
      // Only the signal ends a wait.
      return { kind: "failed", why: `${method} ${path} was given up`, untrusted: false };
    }
  };
}

/** `Retry-After` is whole seconds, and on every 429 (developer forum, announcement of November 2021). */
function secondsToWait(answer: CallAnswer): number | undefined {
  if (answer.kind === "failed" || answer.status !== 429) return undefined;
  const value = answer.headers["retry-after"] ?? "";
  return /^\d+$/.test(value) && Number(value) <= longestWaitSeconds ? Number(value) : undefined;
}

/** What an answer said, in one line for people: status and, where there is one, the message of its error body. */
export function describeAnswer(answer: CallAnswer): string {
  if (answer.kind === "failed") return answer.why;
  const { body, status } = answer;
  const message = isRecord(body) && typeof body["message"] === "string" ? `: ${body["message"].slice(0, 200)}` : "";
  return `it was answered ${status}${message}`;
}

/** Whether a parsed body is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
