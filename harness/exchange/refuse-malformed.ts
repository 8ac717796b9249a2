import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Exchange } from "./exchange.ts";

/**
 * Answers what is no HTTP, and closes. A request whose first line can be read is an exchange all the same: else a client
 * that writes, say, an unencoded character into a path would seem to have made no call at all.
 * `error` is what node's server gives with `clientError`.
 */
export function refuseMalformed(error: Error, socket: Duplex): Exchange | undefined {
  const packet = "rawPacket" in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
  const [, method, path] = /^([!-~]+) ([^\r\n]*?)(?: HTTP\/\d\.\d)?\r?\n/.exec(packet.toString("latin1")) ?? [];
  const status = statusByCode.get("code" in error ? error.code : undefined) ?? "400 Bad Request";
  // In the middle of a request its answer may be on the way already, and nothing may be written into that.
  const fresh = method !== undefined || (socket instanceof Socket && socket.bytesWritten === 0);
  if (fresh && socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else socket.destroy();
  if (method === undefined || path === undefined) return undefined;
  return {
    startedAt: new Date().toISOString(),
    durationMs: 0,
    request: { method, path, headers: [], body: Buffer.alloc(0) },
    error: `the request is not valid HTTP (${error.message}); it was answered with ${status} and not sent on`,
  };
}

const statusByCode: ReadonlyMap<unknown, string> = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);
