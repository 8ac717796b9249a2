import type { CallAnswer } from "#harness/target/send-call.ts";
import { cutText } from "#redact/cut-text.ts";
import { callPatiently } from "./call-patiently.ts";
import type { Pace } from "./create-pace.ts";

export interface OrgCall {
  readonly method: string;
  readonly path: string;
  /** Value of the header `Authorization`. */
  readonly authorization: string;
  /** Ends the call early, in place of the signal that ends all of them. */
  readonly signal?: AbortSignal;
}

/** Makes a call of the target's own on the API host: under a rate, and again after a 429. Never rejects. */
export type CallOrg = (call: OrgCall) => Promise<CallAnswer>;

export function createCallOrg(options: {
  readonly apiUrl: string;
  readonly ca?: string | undefined;
  readonly pace: Pace;
  /** Ends every call early that brings no signal of its own. */
  readonly signal?: AbortSignal | undefined;
}): CallOrg {
  const { apiUrl, ca, pace } = options;
  return ({ method, path, authorization, signal = options.signal }) => {
    const headers = { Accept: "application/json", Authorization: authorization };
    return callPatiently({ baseUrl: apiUrl, method, path, headers, ca, signal }, pace);
  };
}

/** What an answer said, in one line for people: status and, where there is one, the message of its error body. */
export function describeAnswer(answer: CallAnswer): string {
  if (answer.kind === "failed") return answer.why;
  const { body, status } = answer;
  const message = isRecord(body) && typeof body["message"] === "string" ? `: ${cutText(body["message"], 200)}` : "";
  return `it was answered ${status}${message}`;
}

/** Whether a parsed body is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
