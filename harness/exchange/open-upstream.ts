import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { SecureContext } from "node:tls";
import { endToEndHeaders, type HeaderLines, headerLines } from "./end-to-end-headers.ts";

/** Bytes of headers that are accepted on either side: far more than any target takes, so that the target decides. */
export const maxHeaderSize = 1024 * 1024;

/** Where calls go, and what is different about them there. */
export interface Upstream {
  readonly target: URL;
  /** Sent in place of the client's headers of the same names. */
  readonly addedHeaders?: HeaderLines;
  /** What a TLS target is trusted for; default node's own certificates. */
  readonly trusted?: SecureContext;
}

/**
 * Starts the request that repeats `incoming` at the target: the same method, path and headers, with the target's host in
 * `Host` and the added headers last. The body is the caller's to write. Throws if node cannot send such a request.
 */
export function openUpstream(
  { target, addedHeaders = [], trusted }: Upstream,
  incoming: IncomingMessage,
): ClientRequest {
  const replaced = new Set(addedHeaders.map(([name]) => name.toLowerCase()));
  const own = endToEndHeaders(headerLines(incoming.rawHeaders))
    .filter(([name]) => !replaced.has(name.toLowerCase()))
    .map(([name, value]) => [name, name.toLowerCase() === "host" ? target.host : value] as const);
  const lines = [...own, ...addedHeaders];
  const options = {
    hostname: target.hostname.replace(/^\[|\]$/g, ""),
    port: target.port,
    method: incoming.method,
    path: target.pathname.replace(/\/$/, "") + incoming.url,
    setHost: false,
    // A reused connection may be closed by the target just as the next call starts, which would look like its failure.
    agent: false,
    maxHeaderSize,
    ...(trusted === undefined ? {} : { secureContext: trusted }),
  };
  const send = target.protocol === "https:" ? requestHttps : requestHttp;
  // Only the list form can express these, but with it node adds a `Connection: close` of its own.
  if (!canBeSetByName(lines)) return send({ ...options, headers: lines.flat() });
  const upstream = send(options);
  for (const name of addedByNode) upstream.removeHeader(name);
  for (const [name, values] of valuesByName(lines)) upstream.setHeader(name, values);
  return upstream;
}

/** Headers that node's messages add by themselves unless they were removed before. */
export const addedByNode = ["connection", "content-length", "transfer-encoding"] as const;

/** Whether setting each name once, with all its values, yields the same lines: duplicates adjacent and in one case. */
function canBeSetByName(lines: HeaderLines): boolean {
  const names = [...valuesByName(lines).keys()];
  const adjacent = lines.filter(([name], index) => name !== lines[index - 1]?.[0]).length === names.length;
  const oneCase = new Set(names.map((name) => name.toLowerCase())).size === names.length;
  // Node joins several cookies that are set under one name.
  const oneCookie = lines.filter(([name]) => name.toLowerCase() === "cookie").length < 2;
  return adjacent && oneCase && oneCookie;
}

function valuesByName(lines: HeaderLines): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of lines) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}
