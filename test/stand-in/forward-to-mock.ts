import { type IncomingHttpHeaders, request } from "node:http";
import type { StandInAnswer } from "./differences.ts";

/** A call as a stand-in got it. */
export interface StandInCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What is about one connection, or about a mock: the real API knows of no contract to choose. */
const notForwarded = /^(?:host|connection|keep-alive|transfer-encoding|content-length|expect|x-mock-.*)$/i;

/** Asks the mock behind the stand-in. */
export function forwardToMock(url: string, { method, path, rawHeaders, body }: StandInCall): Promise<StandInAnswer> {
  const { host, hostname, port } = new URL(url);
  const headers = pairsOf(rawHeaders).filter(([name]) => !notForwarded.test(name));
  const length = body.length > 0 || method === "POST" ? [["Content-Length", String(body.length)]] : [];
  return new Promise((resolve, reject) => {
    const outgoing = request({
      hostname,
      port,
      method,
      path,
      headers: [["Host", host], ...headers, ...length].flat(),
      agent: false,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: pairsOf(incoming.rawHeaders).filter(([name]) => !notForwarded.test(name)),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.end(body);
  });
}

function pairsOf(raw: readonly string[]): (readonly [name: string, value: string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []));
}
