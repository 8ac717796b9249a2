import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { trustCa } from "#harness/exchange/trust-ca.ts";

/** A call that a target makes for itself, not for a client. */
export interface OutgoingCall {
  /** May have a path of its own, which `path` is appended to. */
  readonly baseUrl: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The longest answer that is read; default 1 MiB. */
  readonly maxBytes?: number;
}

export type CallAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      /** Parsed where it is JSON, else the text. */
      readonly body: unknown;
    }
  /** There was no whole answer; `why` is for people. `untrusted`: its certificate was not accepted. */
  | { readonly kind: "failed"; readonly why: string; readonly untrusted: boolean };

const timeoutMs = 30_000;

/** Makes one call on a connection of its own. Never rejects; waits 30 seconds at most. Redirects are not followed. */
export function sendCall(call: OutgoingCall): Promise<CallAnswer> {
  const { baseUrl, method, path, headers = {}, body, ca, maxBytes = 1024 * 1024 } = call;
  return new Promise((resolve) => {
    const base = new URL(baseUrl);
    const fail = (error: Error) => resolve(describeFailure(error, base.origin));
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
    const options = {
      hostname: base.hostname.replace(/^\[|\]$/g, ""),
      port: base.port,
      method,
      path: base.pathname.replace(/\/$/, "") + path,
      headers: body === undefined ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) },
      agent: false,
      signal,
    };
    try {
      const outgoing =
        base.protocol === "https:"
          ? requestHttps({ ...options, ...(ca === undefined ? {} : { secureContext: trustCa(ca) }) })
          : requestHttp(options);
      outgoing.on("error", fail);
      outgoing.once("response", (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) incoming.destroy(new Error(`its answer is longer than ${maxBytes} bytes`));
          else chunks.push(chunk);
        });
        incoming.on("error", fail);
        incoming.once("end", () => resolve(readAnswer(incoming, Buffer.concat(chunks))));
      });
      outgoing.end(body);
    } catch (error) {
      // A header with characters that node does not send.
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function readAnswer({ statusCode: status = 0, headers }: IncomingMessage, bytes: Buffer): CallAnswer {
  const text = bytes.toString("utf8");
  try {
    return { kind: "answered", status, headers, body: JSON.parse(text) };
  } catch {
    return { kind: "answered", status, headers, body: text };
  }
}

/** Codes of node and OpenSSL for a certificate that was not accepted. */
const untrustedCodes = /^(?:DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT)/;

function describeFailure(error: Error, origin: string): CallAnswer {
  const code = "code" in error ? String(error.code) : "";
  if (error.name === "TimeoutError" || code === "ABORT_ERR") {
    return { kind: "failed", why: `${origin} gave no whole answer in time`, untrusted: false };
  }
  const untrusted = untrustedCodes.test(code);
  const why = untrusted
    ? `the certificate of ${origin} is not trusted (${error.message})`
    : `no whole answer from ${origin} (${error.message || code})`;
  return { kind: "failed", why, untrusted };
}
