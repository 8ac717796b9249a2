import type { IncomingCall } from "#mock-server/call.ts";
import type { ContractName } from "#mock-server/contract/index.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { Mock } from "#mock-server/mock.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { ServedCall } from "#mock-server/pipeline.ts";
import type { WireResponse } from "#mock-server/respond/respond.ts";
import type { Sent } from "#mock-server/respond/send-answer.ts";
import { describeDisturbance } from "./describe-disturbance.ts";
import { type LoggedExchange, problemsOf } from "./exchange-log.ts";
import { shortAdvice } from "./short-advice.ts";

const longestBody = 64 * 1024;
const secretHeaders: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie"]);

/** What the exchange log keeps of a call. Credentials in headers are left out here already. */
export function toLoggedExchange(parts: {
  readonly call: IncomingCall;
  readonly served: ServedCall;
  readonly wire: WireResponse;
  readonly sent?: Sent;
  readonly contract: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly durationMs: number;
}): LoggedExchange {
  const { call, served, wire } = parts;
  const { outcome, operation } = served;
  return {
    contextId: call.correlationId,
    at: formatInstant(parts.at),
    durationMs: Math.round(parts.durationMs * 100) / 100,
    contract: parts.contract,
    ...(operation === undefined ? {} : { operation: operation.id }),
    request: {
      method: call.method,
      path: call.query === "" ? call.path : `${call.path}?${call.query}`,
      headers: shownHeaders(call.headers),
      body: cutBody(call.body.toString("utf8")),
    },
    response: { status: wire.status, headers: wire.headers, body: cutBody(wire.body) },
    outcome: outcome.kind === "refused" ? "refused" : "accepted",
    ...(outcome.kind === "refused" ? { fault: outcome.fault.name } : {}),
    checks: served.checks.map(({ name, result }) => ({
      name,
      state: result.state,
      ...(result.state === "unknown" ? { why: result.why } : {}),
    })),
    problems: problemsOf(served),
    hints: [
      ...unknownHeaderHints(call.headers),
      ...describeDisturbance(served.disturbance, parts.sent),
      ...(operation?.unpublished === undefined
        ? []
        : [
            `${operation.method} ${operation.path} is not published: the real API answers 404. Call ${operation.unpublished} instead.`,
          ]),
    ],
  };
}

/** A misspelt header for the mock itself would go unseen: the platform takes any header, and so does the mock. */
function unknownHeaderHints(headers: IncomingCall["headers"]): string[] {
  return Object.keys(headers)
    .filter((name) => name.startsWith("x-mock-") && name !== "x-mock-contract")
    .map((name) => `The header ${name.slice(0, 40)} means nothing to the mock; it knows X-Mock-Contract.`);
}

// A field's name and what was found there are the client's to choose, in any length.
const longestPart = 200;

/**
 * One line for the server's log: what was called, what it was answered and, for a refusal, why. Of query and body it
 * holds no more than the value that was refused. `advice` is what is meant, in a few words.
 */
export function formatLogLine(exchange: LoggedExchange, advice?: string): string {
  const { request, response, contract, fault, problems, hints, contextId } = exchange;
  const [problem] = problems;
  const reason =
    problem === undefined
      ? ""
      : `: ${cutPart(problem.field)}: expected ${cutPart(problem.expected)}, found ${cutPart(problem.found)}${advice === undefined ? "" : `; ${advice}`}${countMore(problems.length - 1)}`;
  const why = fault === undefined ? "" : ` ${fault}${reason}`;
  const hint = hints.length === 0 ? "" : ` (${hints.join(" ")})`;
  const path = cutPart(request.path.split("?", 1)[0] ?? "");
  // No answer has no status.
  const status = response.status === 0 ? "---" : response.status;
  return printable(`${status} ${request.method} ${path} [${contract}]${why}${hint} ${contextId}`);
}

/** Only the first problem stands in the line; the exchange has them all. */
function countMore(others: number): string {
  return others === 0 ? "" : ` (and ${others} more)`;
}

function cutPart(text: string): string {
  return text.length > longestPart ? `${text.slice(0, longestPart)}...` : text;
}

/** Keeps an exchange and logs it. The client has its answer: what goes wrong here is reported, and no more. */
export function keepExchange(
  mock: Pick<Mock, "exchanges" | "options" | "contract">,
  parts: Parameters<typeof toLoggedExchange>[0] & { readonly contract: ContractName },
): void {
  try {
    const exchange = toLoggedExchange(parts);
    mock.exchanges.add(exchange, exchange.outcome === "refused" ? toDiagnosedRequest(parts.call) : undefined);
    mock.options.log?.(formatLogLine(exchange, shortAdvice(parts.served, mock.contract(parts.contract).contract)));
  } catch (error) {
    mock.options.logBug?.(describeBug(parts.call, error));
  }
}

/** The call as a diagnosis takes it; nothing where its body is longer than what is kept of bodies. */
function toDiagnosedRequest(call: IncomingCall): DiagnosedRequest | undefined {
  if (call.tooLarge || call.body.length > longestBody || call.method === "-") return undefined;
  const headers = Object.entries(call.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, typeof value === "string" ? value : value.join(", ")]],
  );
  const path = call.query === "" ? call.path : `${call.path}?${call.query}`;
  return { method: call.method, path, headers, body: call.body };
}

/** What a bug of the mock is reported with. */
export function describeBug(call: Pick<IncomingCall, "method" | "path">, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug of the mock, not an answer of the platform. It came up in ${printable(`${call.method} ${call.path}`)}:\n${stack}`;
}

function shownHeaders(headers: IncomingCall["headers"]): Record<string, string> {
  const shown: [name: string, text: string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = typeof value === "string" ? value : value.join(", ");
    shown.push([name, secretHeaders.has(name) ? maskCredentials(text) : text]);
  }
  return Object.fromEntries(shown);
}

/** Keeps the scheme, which explains many a 401, and nothing else. */
function maskCredentials(text: string): string {
  const scheme = /^(bearer|basic)\s/i.exec(text)?.[1];
  return scheme === undefined ? "<redacted>" : `${scheme} <redacted>`;
}

function cutBody(text: string): string {
  return text.length <= longestBody
    ? text
    : `${text.slice(0, longestBody)}... (${text.length - longestBody} more characters)`;
}

/** Control characters would let a caller write lines of its own into the log. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
