import type { IncomingMessage, OutgoingMessage, ServerResponse } from "node:http";
import { endToEndHeaders, headerLines } from "./end-to-end-headers.ts";
import { addedByNode } from "./open-upstream.ts";

/**
 * Starts the client's response with the status and headers of the target's. A redirect to the target itself leads through the
 * proxy, so that a client that follows it is still seen. Throws if node cannot write them.
 */
export function passOnHead(
  answer: IncomingMessage,
  incoming: IncomingMessage,
  { outgoing, target }: { readonly outgoing: ServerResponse; readonly target: URL },
): void {
  const lines = endToEndHeaders(headerLines(answer.rawHeaders)).map(
    ([name, value]) =>
      [name, name.toLowerCase() === "location" ? throughProxy(value, incoming, target) : value] as const,
  );
  // A client of HTTP/1.0 knows no chunks: its body ends with the connection, and it is told so.
  const head =
    incoming.httpVersion === "1.0"
      ? [...lines.filter(([name]) => name.toLowerCase() !== "transfer-encoding"), ["Connection", "close"] as const]
      : lines;
  outgoing.sendDate = false;
  for (const name of addedByNode) outgoing.removeHeader(name);
  outgoing.writeHead(answer.statusCode ?? 0, answer.statusMessage ?? "", head.flat());
  // Without a body the end of the head is the end of the response, and that must wait for the exchange; where the status
  // or the method means that there is no body, node sends nothing yet anyway.
  if (answer.headers["content-length"] !== "0") sendHead(outgoing);
}

function throughProxy(location: string, incoming: IncomingMessage, target: URL): string {
  const { host } = incoming.headers;
  const leads = location === target.origin || location.startsWith(`${target.origin}/`);
  return leads && host !== undefined ? `http://${host}${location.slice(target.origin.length)}` : location;
}

/** Sends the head now, before there is a body. */
export function sendHead(message: OutgoingMessage): void {
  // With `flushHeaders` node would encode the head as UTF-8; before bytes of a body it stays as it came.
  message.write(Buffer.alloc(0));
}

/** Hands on the trailers of a chunked message, if there are any; called before `to` is ended. */
export function passOnTrailers(from: IncomingMessage, to: OutgoingMessage): void {
  const trailers = headerLines(from.rawTrailers);
  if (trailers.length > 0) to.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
}

/** Answers for a target that cannot be reached. */
export function endWithoutTarget(outgoing: ServerResponse, message: string): void {
  const body = Buffer.from(JSON.stringify({ code: "target.unreachable", message }));
  outgoing.writeHead(502, { "Content-Type": "application/json", "Content-Length": body.length });
  outgoing.end(body);
}
