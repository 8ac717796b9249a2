import { isCookieHeader, isCredentialHeader } from "#redact/credential-names.ts";
import { escapeQuoted, formatAuthorization, nothingSecret } from "./format-authorization.ts";
import { quoteAddress, variableFor } from "./quote-address.ts";
import { isPlainText, quoteText, shellQuote } from "./shell-quote.ts";

/** A request as it is repeated. Header names keep the case they were sent in. */
export interface SentRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface CurlOptions {
  /** Whether curl's own headers are kept from the request, so that it is repeated as it was; default true. */
  readonly exact?: boolean;
}

/**
 * A command line for a POSIX shell that sends the request again with curl, over several lines. The access token, or the
 * client's id and secret, stand as the environment variables of the platform's tools in it, and a variable stands for each
 * cookie, key or other token in a header or the query (`$COOKIE`, `$X_API_KEY`), so it holds no credential from there; what
 * the body holds is there as it was sent.
 */
export function formatCurl(request: SentRequest, baseUrl: string, { exact = true }: CurlOptions = {}): string {
  const { method, body } = request;
  const piped = pipedBody(body);
  const options = [
    ...addressOptions(request, baseUrl),
    ...headerOptions(request, exact),
    ...(piped !== undefined ? ["--data-binary @-"] : []),
    ...(piped === undefined && hasBody(request) ? [`--data-binary ${quoteText(body.toString("utf8"))}`] : []),
  ];
  const command =
    method === "HEAD" && !hasBody(request) ? "curl -sS --head" : `curl -sS -i -X ${quoteIfNeeded(method)}`;
  return `${piped === undefined ? "" : `${piped} | `}${[command, ...options].join(" \\\n  ")}`;
}

/** Arguments longer than this are refused by some systems (128 KiB on Linux), so a long body comes through a pipe. */
const longestArgument = 100_000;

/** What writes the body to curl's standard input; absent where the body can be an argument. */
function pipedBody(body: Buffer): string | undefined {
  if (!isPlainText(body)) return `printf %s ${quoteText(body.toString("base64"))} | base64 -d`;
  // curl would take a body that begins with @ for the name of a file.
  if (body.length > longestArgument || body[0] === 0x40) return `printf %s ${quoteText(body.toString("utf8"))}`;
  return undefined;
}

/** A request with an empty body says so in a header, and one without a body has none. */
function hasBody({ headers, body }: SentRequest): boolean {
  return body.length > 0 || headers.some(([name]) => framing.has(name.toLowerCase()));
}

const framing: ReadonlySet<string> = new Set(["content-length", "transfer-encoding"]);

function addressOptions({ path }: SentRequest, baseUrl: string): readonly string[] {
  const base = baseUrl.replace(/\/$/, "");
  // curl would cut a fragment off and encode other letters, and cannot join to a host what is no path.
  if (!/^\/[!-"$-~]*$/.test(path)) {
    const target = path.startsWith("/") ? new URL(base).pathname.replace(/\/$/, "") + path : path;
    return [`--request-target ${quoteAddress("", target)}`, quoteText(`${base}/`)];
  }
  return [
    // curl would resolve dot segments, and would take brackets and braces for patterns.
    ...(/\/\.{1,2}(?:[/?]|$)/.test(path) ? ["--path-as-is"] : []),
    ...(/[[\]{}]/.test(path) ? ["--globoff"] : []),
    quoteAddress(base, path),
  ];
}

function headerOptions(request: SentRequest, exact: boolean): readonly string[] {
  const lines = request.headers.filter(([name]) => !leftOut.has(name.toLowerCase()));
  const names = new Set(lines.map(([name]) => name.toLowerCase()));
  // An empty value keeps curl from adding the header by itself.
  const suppressed = [
    ...(exact ? ["Accept", "User-Agent"] : []),
    ...(hasBody(request) ? ["Content-Type"] : []),
    ...(request.body.length > longestArgument ? ["Expect"] : []),
  ].filter((name) => !names.has(name.toLowerCase()));
  return [
    ...lines.map(([name, value]) => formatHeader(name, value)),
    ...(suppressed.length > 0 ? [suppressed.map((name) => `-H '${name}:'`).join(" ")] : []),
    // Without it a compressed answer would be shown as it is; the header sent stays the one above.
    ...(names.has("accept-encoding") ? ["--compressed"] : []),
  ];
}

/** Headers that are about one connection only (RFC 9110, 7.6.1); lower case. */
export const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "upgrade",
]);

const leftOut: ReadonlySet<string> = new Set([...hopByHop, ...framing, "host"]);

function formatHeader(name: string, value: string): string {
  if (name.toLowerCase() === "authorization") return formatAuthorization(value);
  if ((isCredentialHeader(name) || isCookieHeader(name)) && !nothingSecret.test(value)) {
    return `-H "${escapeQuoted(name)}: $${variableFor(name)}"`;
  }
  // A header without a value is written with a semicolon, since a colon alone would suppress it.
  return `-H ${shellQuote(Buffer.from(value === "" ? `${name};` : `${name}: ${value}`, "latin1"))}`;
}

function quoteIfNeeded(word: string): string {
  return /^[A-Za-z-]+$/.test(word) ? word : quoteText(word);
}
