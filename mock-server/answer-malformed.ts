import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { createFault } from "./fault.ts";
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
  const fault = createFault(timedOut ? "client.timeout" : "bad.request");
  const { status, headers, body } = respond({ kind: "refused", fault }, { contract, settings, correlationId });
  const lines = Object.entries({ ...headers, "Content-Length": String(Buffer.byteLength(body)), Connection: "close" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
