import { formatLine } from "#harness/compare/format-value.ts";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import { readBody } from "#harness/compare/read-body.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";

/** What an answer is compared by. */
export interface Answer {
  /** Undefined where there was no answer. */
  readonly status?: number;
  /** The `code` of an error body, or the `error` of a login's. */
  readonly code?: string;
}

/** The answer of a call as it was on the wire. */
export function answerOf({ response }: Exchange): Answer {
  if (response === undefined) return {};
  const body = readBody(response);
  return { status: response.status, ...codeOf(body.kind === "json" ? body.value : undefined) };
}

/** The answer to a request that was sent as an experiment; its body is bytes, a text, or parsed already. */
export function answerFrom({ status, body }: { readonly status: number; readonly body: unknown }): Answer {
  const text = Buffer.isBuffer(body) ? body.toString("utf8") : body;
  return { status, ...codeOf(typeof text === "string" ? parseJson(text)?.value : text) };
}

export function isSameAnswer(a: Answer, b: Answer): boolean {
  return a.status === b.status && a.code === b.code;
}

/** An answer in short: `400 invalid.property: Value [...] is not ...`. */
export function formatAnswer(exchange: Exchange, hide: (text: string) => string): string {
  const { status, code } = answerOf(exchange);
  if (status === undefined)
    return `no answer${exchange.error === undefined ? "" : `: ${formatLine(hide(exchange.error), 120)}`}`;
  const body = exchange.response === undefined ? undefined : readBody(exchange.response);
  const message = body?.kind === "json" && isRecord(body.value) ? body.value["message"] : undefined;
  const head = code === undefined ? String(status) : `${status} ${formatLine(hide(code), 80)}`;
  return code !== undefined && typeof message === "string" ? `${head}: ${formatLine(hide(message), 120)}` : head;
}

function codeOf(body: unknown): { readonly code?: string } {
  if (!isRecord(body)) return {};
  const code = body["code"] ?? body["error"];
  return typeof code === "string" ? { code } : {};
}
