import { STATUS_CODES } from "node:http";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { baseOf, type RecordedAt } from "./base-of.ts";
import { bodyText } from "./body-text.ts";
import type { HarEntry, HarTimings, NameAndValue } from "./har.ts";
import { contentTypeOf, rewriteBody, rewriteHeaders, rewritePath } from "./rewrite-message.ts";
import { type Rewriting, rewriteText } from "./rewrite-value.ts";

export interface EntryOptions extends RecordedAt {
  /** The page that the call belongs to. */
  readonly page: string;
  readonly rewriting: Omit<Rewriting, "isLogin">;
}

/** An exchange as HAR keeps it: bodies decoded, credentials and people's data replaced. */
export function writeEntry(exchange: Exchange, options: EntryOptions): HarEntry {
  const { startedAt, durationMs, error, refused } = exchange;
  const rewriting: Rewriting = { ...options.rewriting, isLogin: exchange.request.path.startsWith("/oauth/") };
  const time = Math.max(0, toMicroseconds(durationMs));
  return {
    pageref: options.page,
    startedDateTime: startedAt,
    time,
    request: writeRequest(exchange.request, options, rewriting),
    response: writeResponse(exchange.response, rewriting),
    cache: {},
    timings: writeTimings(time),
    _resourceType: "fetch",
    ...(error === undefined ? {} : { _error: rewriteText(error, rewriting) }),
    ...(refused === undefined ? {} : { _refused: refused }),
  };
}

/** Chrome's panel takes a call that begins at 0 for one that was held back to its end; a microsecond shows it as waiting. */
function writeTimings(time: number): HarTimings {
  const blocked = Math.min(time, 0.001);
  return { blocked, send: 0, wait: toMicroseconds(time - blocked), receive: 0 };
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

function writeRequest(
  request: Exchange["request"],
  { address, loginAddress }: EntryOptions,
  rewriting: Rewriting,
): HarEntry["request"] {
  const path = rewritePath(request.path, rewriting);
  const host = request.headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "";
  const base = baseOf({ path, host }, { address, loginAddress });
  const url = path.startsWith("/") ? base + path : `${base}/`;
  const headers = rewriteHeaders(request.headers, rewriting).map(([name, value]) =>
    // The client saw the proxy's port, which is another one each time.
    name.toLowerCase() === "host" && address !== undefined
      ? ([name, new URL(base).host] as const)
      : ([name, value] as const),
  );
  const body = writeBody(request, rewriting);
  return {
    method: request.method,
    url,
    httpVersion: "HTTP/1.1",
    headers: headers.map(asPair),
    queryString: queryOf(path),
    cookies: cookiesOf(headers, "cookie"),
    ...(request.body.length === 0
      ? {}
      : {
          postData: {
            mimeType: contentTypeOf(request.headers),
            text: body.text,
            ...(body.isBase64 ? { _encoding: "base64" as const } : {}),
            ...(body.comment === undefined ? {} : { comment: body.comment }),
          },
        }),
    headersSize: -1,
    bodySize: request.body.length,
    ...(pathOf(url) === path ? {} : { _path: path }),
  };
}

function writeResponse(response: Exchange["response"], rewriting: Rewriting): HarEntry["response"] {
  const headers = rewriteHeaders(response?.headers ?? [], rewriting);
  const body = response && writeBody(response, rewriting);
  const status = response?.status ?? 0;
  return {
    status,
    statusText: STATUS_CODES[status] ?? "",
    httpVersion: "HTTP/1.1",
    headers: headers.map(asPair),
    cookies: cookiesOf(headers, "set-cookie"),
    content: {
      size: body?.size ?? 0,
      mimeType: contentTypeOf(headers) || "x-unknown",
      ...(body === undefined || body.size === 0 ? {} : { text: body.text }),
      ...(body?.isBase64 ? { encoding: "base64" as const } : {}),
      ...(body?.comment === undefined ? {} : { comment: body.comment }),
    },
    redirectURL: headers.find(([name]) => name.toLowerCase() === "location")?.[1] ?? "",
    headersSize: -1,
    bodySize: response?.body.length ?? -1,
    _transferSize: response?.body.length ?? 0,
  };
}

interface WrittenBody {
  readonly text: string;
  /** Bytes of the body as it is written. */
  readonly size: number;
  readonly isBase64: boolean;
  readonly comment?: string;
}

function writeBody(
  message: Exchange["request"] | NonNullable<Exchange["response"]>,
  rewriting: Rewriting,
): WrittenBody {
  const { headers } = message;
  const rewritten = rewriteBody(message, rewriting);
  if (rewritten.kind === "broken") {
    const comment = `The body was left out: ${rewritten.why}, so what is in it cannot be checked.`;
    return { text: "", size: 0, isBase64: false, comment };
  }
  const { body } = rewritten;
  const text = bodyText(body, contentTypeOf(headers));
  return text?.charset === "utf8"
    ? { text: text.text, size: body.length, isBase64: false }
    : { text: body.toString("base64"), size: body.length, isBase64: true };
}

/** Path and query of a URL as they stand in it, or as a parser sees them where it would change them. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return "";
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function asPair([name, value]: readonly [string, string]): NameAndValue {
  return { name, value };
}

function queryOf(path: string): readonly NameAndValue[] {
  const query = path.includes("?") ? path.slice(path.indexOf("?") + 1) : "";
  return [...new URLSearchParams(query)].map(asPair);
}

function cookiesOf(headers: readonly (readonly [string, string])[], header: string): readonly NameAndValue[] {
  return headers
    .filter(([name]) => name.toLowerCase() === header)
    .flatMap(([, value]) => (header === "cookie" ? value.split(";") : [value.split(";", 1)[0] ?? ""]))
    .map((cookie) => {
      const [name = "", ...value] = cookie.trim().split("=");
      return { name, value: value.join("=") };
    });
}
