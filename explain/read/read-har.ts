import { asRecord, isRecord } from "#harness/scenario/document/document-value.ts";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { type Reading, type ReadRequest, requests, unreadable } from "./reading.ts";

/**
 * The calls of the platform's API in a HAR file (1.1 or 1.2), whoever wrote it: a browser, a proxy or this harness. Other
 * entries, and a browser's questions beforehand (preflight), are left out.
 */
export function readHar(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unreadable(`expected a HAR file, which is JSON, found something else: ${reason}; export it again`);
  }
  const entries = asRecord(asRecord(value)["log"])["entries"];
  if (!Array.isArray(entries)) {
    return unreadable(
      "log.entries: expected the list of calls of a HAR file, found none; export it again with content",
    );
  }
  const read: ReadRequest[] = [];
  for (const [index, entry] of entries.entries()) {
    const found = readEntry(entry, `log.entries[${index}]`);
    if (typeof found === "string") return unreadable(found);
    read.push(found);
  }
  const calls = read.length === 1 ? read : read.filter(({ request }) => isApiCall(request));
  if (calls.length === 0) {
    const hosts = [...new Set(read.map(({ request }) => request.origin ?? request.path))].slice(0, 5).join(", ");
    return unreadable(
      `expected calls of /api/v2 or /oauth in the HAR, found ${read.length === 0 ? "no calls" : `${read.length} calls, to ${hosts}`}; record the call that fails, too`,
    );
  }
  const left = read.length - calls.length;
  const notes =
    left === 0
      ? []
      : [`${left === 1 ? "1 entry" : `${left} entries`} of the HAR that are no calls of the API are left out.`];
  const completed = calls.map(withToken);
  if (completed.some((call, index) => call !== calls[index])) notes.push(tokenLeftOut);
  return requests(completed, notes);
}

function isApiCall({ method, path, origin = "", headers }: DiagnosedRequest): boolean {
  const isPreflight =
    method === "OPTIONS" && headers.some(([name]) => name.toLowerCase() === "access-control-request-method");
  return !isPreflight && (/^\/(?:api\/|oauth\/)/.test(path) || /^https?:\/\/(?:api|login)\./.test(origin));
}

const tokenLeftOut =
  "The HAR holds no Authorization header for calls that were not answered 401: browsers leave it out when they export, so a token is taken to have been there.";

/** A call that was answered otherwise than with 401 had a token, even if the file does not show it. */
function withToken(call: ReadRequest): ReadRequest {
  const { request, answered } = call;
  const has = request.headers.some(([name]) => name.toLowerCase() === "authorization");
  if (has || answered === undefined || answered.status === 401 || !request.path.startsWith("/api/")) return call;
  return { ...call, request: { ...request, headers: [...request.headers, ["Authorization", "Bearer <token>"]] } };
}

/** A text says what is wrong, and where. */
function readEntry(entry: unknown, at: string): ReadRequest | string {
  const request = asRecord(asRecord(entry)["request"]);
  const { method, url } = request;
  if (typeof method !== "string")
    return `${at}.request.method: expected a text, found ${JSON.stringify(method) ?? "nothing"}`;
  if (typeof url !== "string") return `${at}.request.url: expected a text, found ${JSON.stringify(url) ?? "nothing"}`;
  const [, origin, rest = url] = /^(https?:\/\/[^/?#]*)([^#]*)/i.exec(url) ?? [];
  const written = request["_path"];
  const answered = readAnswer(asRecord(entry)["response"]);
  return {
    request: {
      method,
      path: typeof written === "string" ? written : rest.startsWith("/") ? rest : `/${rest}`,
      ...(origin === undefined ? {} : { origin }),
      headers: pairs(request["headers"]).filter(([name]) => !impliedHeaders.test(name)),
      body: readBody(request["postData"]),
    },
    ...(answered === undefined ? {} : { answered }),
  };
}

/** What follows from the rest, and what HTTP/2 has in place of a request line. */
const impliedHeaders = /^(?::.*|host|content-length|connection)$/i;

function readBody(postData: unknown): Buffer {
  const { text, encoding, _encoding, params } = asRecord(postData);
  if (typeof text === "string" && (text !== "" || !Array.isArray(params))) {
    return Buffer.from(text, encoding === "base64" || _encoding === "base64" ? "base64" : "utf8");
  }
  return Buffer.from(
    new URLSearchParams(pairs(params).map(([name, value]): [string, string] => [name, value])).toString(),
  );
}

/** A call without an answer has status 0. */
function readAnswer(response: unknown): ReadRequest["answered"] {
  const { status, content } = asRecord(response);
  if (typeof status !== "number" || status === 0) return undefined;
  const { text, encoding } = asRecord(content);
  if (typeof text !== "string") return { status };
  return { status, body: encoding === "base64" ? Buffer.from(text, "base64").toString("utf8") : text };
}

function pairs(value: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((item) => {
    const name: unknown = item["name"];
    return typeof name === "string" ? [[name, String(item["value"] ?? "")] as const] : [];
  });
}
