import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { rootCertificates } from "node:tls";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { BuiltRequest } from "./build-request.ts";

/** A response as a scenario looks at it: names of headers in lower case, the body parsed if it is JSON, else its text. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
  /** Whether the body was JSON. */
  readonly isJson: boolean;
}

export interface SendOptions {
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string;
  /** The longest body that is read, as it comes and decompressed; default 64 MiB. */
  readonly maxBytes?: number;
}

/**
 * Sends one request on a connection of its own, with the given headers and no others.
 * Rejects with an error for people if there is no whole response or a longer one than is read; `signal` gives the request up
 * with its reason.
 */
export async function sendRequest(
  built: BuiltRequest,
  signal: AbortSignal,
  { ca, maxBytes = 64 * 1024 * 1024 }: SendOptions = {},
): Promise<ReceivedResponse> {
  signal.throwIfAborted();
  const base = new URL(built.baseUrl);
  const send = base.protocol === "https:" ? requestHttps : requestHttp;
  const outgoing = send({
    hostname: base.hostname.replace(/^\[|\]$/g, ""),
    port: base.port,
    method: built.method,
    path: base.pathname.replace(/\/$/, "") + built.path,
    setHost: false,
    agent: false,
    // Headers of a test may be long, and its target is the one to refuse them.
    maxHeaderSize: 1024 * 1024,
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
  });
  // Node would add these by itself; what a scenario does not write is not sent. A body needs one of the two framings.
  outgoing.removeHeader("Connection");
  if (built.body === undefined || hasHeader(built, "content-length")) outgoing.removeHeader("Transfer-Encoding");
  outgoing.removeHeader("Content-Length");
  outgoing.useChunkedEncodingByDefault = built.body !== undefined;
  for (const [name, value] of built.headers) outgoing.setHeader(name, value);

  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new Error(describeFailure(error, base.origin), { cause: error }));
    const end = (reason: unknown) => {
      reject(reason);
      outgoing.destroy();
    };
    const giveUp = () => end(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    outgoing.once("close", () => signal.removeEventListener("abort", giveUp));
    outgoing.on("error", fail);
    outgoing.once("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) end(tooLong(maxBytes));
        else chunks.push(chunk);
      });
      incoming.on("error", fail);
      incoming.once("end", () => {
        const text = decode(Buffer.concat(chunks), { encoding: incoming.headers["content-encoding"], maxBytes });
        if (text === undefined) end(tooLong(maxBytes));
        else resolve(parseResponse(incoming, text));
      });
    });
    outgoing.end(built.body);
  });
}

function hasHeader({ headers }: BuiltRequest, lowerName: string): boolean {
  return headers.some(([name]) => name.toLowerCase() === lowerName);
}

function tooLong(maxBytes: number): Error {
  return new Error(`the response is longer than ${maxBytes / 1024 / 1024} MiB, so it was not read; ask for less of it`);
}

function parseResponse(incoming: IncomingMessage, text: string): ReceivedResponse {
  const { statusCode: status = 0, headers } = incoming;
  try {
    return { status, headers, body: JSON.parse(text), isJson: true };
  } catch {
    return { status, headers, body: text, isJson: false };
  }
}

/** The text of a body; undefined where it is too long once it is decompressed. */
function decode(
  bytes: Buffer,
  { encoding, maxBytes }: { readonly encoding: string | undefined; readonly maxBytes: number },
): string | undefined {
  const decompress = encoding === undefined ? undefined : decompressors.get(encoding.toLowerCase());
  if (decompress === undefined || bytes.length === 0) return bytes.toString("utf8");
  try {
    return decompress(bytes, { maxOutputLength: maxBytes }).toString("utf8");
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    // A body that is not what its header says is shown as it came.
    return bytes.toString("utf8");
  }
}

const decompressors: ReadonlyMap<string, (bytes: Buffer, limit: { readonly maxOutputLength: number }) => Buffer> =
  new Map([
    ["br", brotliDecompressSync],
    ["deflate", inflateSync],
    ["gzip", gunzipSync],
  ]);

function describeFailure(error: Error, origin: string): string {
  const code = "code" in error ? String(error.code) : error.name;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return `no connection to ${origin} (${code}); check that something listens there`;
  }
  return `the connection to ${origin} ended before there was a whole response (${error.message || code})`;
}
