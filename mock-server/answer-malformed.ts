import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { keepExchange } from "./control/log-exchange.ts";
import { createFault, type Problem } from "./fault.ts";
import type { Mock } from "./mock.ts";
import { respond } from "./respond/respond.ts";

/** Answers bytes that are no HTTP request, in the contract's shape, and closes the connection. */
export function answerMalformed(
  error: Error,
  { socket, mock }: { readonly socket: Duplex; readonly mock: Mock },
): void {
  if (!socket.writable || ("code" in error && error.code === "ECONNRESET")) {
    socket.destroy();
    return;
  }
  const timedOut = "code" in error && error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const { contract, settings } = mock.contract(mock.defaultContract);
  const correlationId = mock.nextCorrelationId();
  const outcome = {
    kind: "refused",
    fault: createFault(timedOut ? "client.timeout" : "bad.request", { problems: [problemOf(error)] }),
  } as const;
  const wire = respond(outcome, { contract, settings, correlationId });
  const { status, headers, body } = wire;
  const lines = Object.entries({ ...headers, "Content-Length": String(Buffer.byteLength(body)), Connection: "close" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  // There is no method or path to keep, only that something came and what it was answered.
  const call = {
    correlationId,
    method: "-",
    path: "-",
    query: "",
    headers: {},
    body: Buffer.alloc(0),
    tooLarge: false,
  };
  keepExchange(mock, {
    call,
    served: { outcome, checks: [] },
    wire,
    contract: mock.defaultContract,
    at: mock.clock.now(),
    durationMs: 0,
  });
}

function problemOf(error: Error): Problem {
  return {
    check: "match",
    rule: "malformed-http",
    in: "header",
    pointer: "",
    field: "request",
    expected: "a whole HTTP/1.1 request",
    found: "code" in error ? String(error.code) : error.message,
    slots: [],
  };
}
