import { type Reading, type ReadRequest, requests, unreadable } from "#explain/read/reading.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { readCurlAddress } from "./curl-address.ts";
import { type BodySources, type CurlBody, curlBody } from "./curl-body.ts";
import { readCurlHeaders } from "./curl-headers.ts";
import type { CurlOption } from "./parse-curl-arguments.ts";

/**
 * The requests that curl would send for the options of one transfer, one per address. Headers that say nothing of the request
 * itself (`Host`, `User-Agent`, `Content-Length`) are left out where curl would add them by itself.
 */
export function buildCurlRequests(options: readonly CurlOption[], sources: BodySources): Reading {
  const body = curlBody(options, sources);
  if (body.kind === "refused") return unreadable(body.message);
  const urls = options.filter(({ name }) => name === "url");
  if (urls.length === 0) return unreadable("expected an address behind curl, found none; write it as the last word");
  const notes = options.flatMap(({ name }) => skipped[name] ?? []);
  const inQuery = has(options, "get");
  const target = last(options, "request-target");
  const query = [...(inQuery && body.bytes !== undefined ? [body.bytes.toString("utf8")] : []), ...urlQueries(options)];
  const built: ReadRequest[] = [];
  for (const { value } of urls) {
    const address = readCurlAddress(value, {
      pathAsIs: has(options, "path-as-is"),
      query: query.join("&"),
      ...(target === undefined ? {} : { target }),
    });
    if (address.kind === "none") return unreadable(address.message);
    const sent = inQuery ? { kind: "body" as const, isJson: false } : body;
    const headers = readCurlHeaders(options, { body: sent, ...sources, ...address });
    if (headers.kind === "refused") return unreadable(headers.message);
    notes.push(...address.notes, ...headers.notes);
    built.push({ request: toRequest(options, { ...address, body: sent, headers: headers.headers }) });
  }
  return requests(built, notes);
}

function toRequest(
  options: readonly CurlOption[],
  parts: Pick<DiagnosedRequest, "path" | "headers"> & {
    readonly origin: string;
    readonly body: CurlBody & { readonly kind: "body" };
  },
): DiagnosedRequest {
  const { path, headers, origin, body } = parts;
  return {
    method: last(options, "request") ?? defaultMethod(options, body),
    path,
    origin,
    headers,
    body: body.bytes ?? Buffer.alloc(0),
  };
}

function defaultMethod(options: readonly CurlOption[], body: CurlBody & { readonly kind: "body" }): string {
  if (has(options, "head")) return "HEAD";
  if (has(options, "get")) return "GET";
  if (has(options, "upload-file")) return "PUT";
  return body.bytes === undefined ? "GET" : "POST";
}

function urlQueries(options: readonly CurlOption[]): readonly string[] {
  return options.filter(({ name }) => name === "url-query").map(({ value }) => value.replace(/^\+/, ""));
}

function has(options: readonly CurlOption[], name: string): boolean {
  return options.some((option) => option.name === name);
}

function last(options: readonly CurlOption[], name: string): string | undefined {
  return options.findLast((option) => option.name === name)?.value;
}

/** Options that change what is sent in a way that is not read here. */
const skipped: Readonly<Record<string, string>> = {
  config: "--config names a file with further options, which is not read: write them in the command.",
  netrc: "--netrc takes a user from a file, which is not read: write -u id:secret in the command.",
  "netrc-file": "--netrc-file takes a user from a file, which is not read: write -u id:secret in the command.",
  digest: "--digest is skipped: the platform takes Basic credentials at the login host and a Bearer token elsewhere.",
  ntlm: "--ntlm is skipped: the platform takes Basic credentials at the login host and a Bearer token elsewhere.",
  negotiate:
    "--negotiate is skipped: the platform takes Basic credentials at the login host and a Bearer token elsewhere.",
  "aws-sigv4": "--aws-sigv4 is skipped: the platform takes a Bearer token.",
};
