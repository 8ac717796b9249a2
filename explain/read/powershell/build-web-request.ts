import { type Reading, type ReadNamedFile, requests, unreadable } from "#explain/read/reading.ts";
import type { Bound, Parameters } from "./bind-arguments.ts";
import { textOf } from "./value.ts";
import { readWebAddress } from "./web-address.ts";
import { bodyOfRequest } from "./web-body.ts";
import { headersOfRequest } from "./web-headers.ts";

/** The parameters of `Invoke-RestMethod` and `Invoke-WebRequest`, the usual ones first. */
export const webParameters: Parameters = {
  names: [
    ...["uri", "method", "headers", "body", "contenttype", "custommethod", "useragent", "infile", "outfile", "form"],
    ...["authentication", "token", "credential", "websession", "sessionvariable", "timeoutsec", "proxy"],
    ...["maximumredirection", "maximumretrycount", "retryintervalsec", "certificate", "certificatethumbprint"],
    ...["httpversion", "sslprotocol", "transferencoding", "statuscodevariable", "responseheadersvariable"],
    ...["usebasicparsing", "skipcertificatecheck", "skipheadervalidation", "skiphttperrorcheck"],
    ...["erroraction", "errorvariable"],
  ],
  positional: ["uri"],
};

/**
 * The request that the parameters of a web request make, as PowerShell's help has it: `GET` unless `-Method` says otherwise, the
 * type of a form for a `POST` without `-ContentType`, a table for a body as a form, or as a query of a `GET`.
 */
export function buildWebRequest(bound: Bound, readFile: ReadNamedFile): Reading {
  const notes: string[] = [];
  const uri = bound.get("uri") ?? null;
  const address = readWebAddress(uri);
  if (address.kind === "none") return unreadable(address.message);
  const method = textOf(bound.get("custommethod") ?? bound.get("method") ?? "GET").toUpperCase();
  const body = bodyOfRequest(bound, { method, readFile });
  if (body.kind === "refused") return unreadable(body.message);
  notes.push(...body.notes);
  const { headers, type } = headersOfRequest(bound, {
    method,
    body,
    isLogin: address.path.startsWith("/oauth/"),
    notes,
  });
  const query = body.query === undefined ? "" : `${address.path.includes("?") ? "&" : "?"}${body.query}`;
  const request = {
    method,
    path: address.path + query,
    ...(address.origin === undefined ? {} : { origin: address.origin }),
    headers: [...headers, ...(type === undefined ? [] : [["Content-Type", type] as const])],
    body: body.bytes ?? Buffer.alloc(0),
  };
  return requests([{ request }], notes);
}
