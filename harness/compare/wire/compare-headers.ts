import { formatTexts } from "#harness/compare/format-value.ts";
import { headerText } from "#harness/compare/read-body.ts";
import { authorizationShape } from "./authorization-shape.ts";
import { compareTokens } from "./compare-tokens.ts";
import { explainHeader } from "./explain-header.ts";
import { type FoundDifference, type PartComparison, type RequestPair, ranks, sides } from "./found-difference.ts";
import { hiddenValue, isSecretName } from "./hide-secrets.ts";
import { withoutBoundary } from "./parse-multipart.ts";
import { replaceHeader } from "./replace-header.ts";
import type { SentRequest } from "./wire-run.ts";

/** Compares the headers of two requests by name; what a client sends about itself cannot matter and is only counted. */
export function compareHeaders(pair: RequestPair): PartComparison {
  const { reference, other } = pair;
  const names = new Set([...reference.headers, ...other.headers].map(([name]) => name.toLowerCase()));
  names.delete("content-length");
  const changed = [...names].filter((name) => headerText(reference.headers, name) !== headerText(other.headers, name));
  const compared = changed.map((name) => (isNoise(name) ? undefined : compareHeader(name, pair)));
  const differences = [...compared.flatMap((one) => one ?? []), ...compareFraming(pair)];
  const lessSeen = compared.filter((one) => one === undefined).length;
  return { differences: differences.slice(0, 30), hidden: lessSeen + countForm(pair) };
}

/** What programs send about themselves and about one connection, and ids that are other ones each time. */
function isNoise(name: string): boolean {
  return noise.has(name) || /^sec-|^x-(?:request|correlation|amzn-trace)-id$/.test(name);
}

const noise: ReadonlySet<string> = new Set(
  (
    "accept-encoding accept-language baggage cache-control connection date dnt host inin-correlation-id keep-alive pragma priority " +
    "purecloud-sdk te traceparent tracestate transfer-encoding upgrade-insecure-requests user-agent"
  ).split(" "),
);

function compareHeader(name: string, pair: RequestPair): FoundDifference | undefined {
  const [left, right] = [headerText(pair.reference.headers, name), headerText(pair.other.headers, name)];
  const show = (value: string | undefined) => (value === undefined ? undefined : shapeOf(name, pair.hide, value));
  const [expected, found] = [show(left), show(right)];
  if (expected === found && name === "authorization")
    return compareTokens(pair, { left: left ?? "", right: right ?? "" });
  if (expected === found || (name === "accept" && takesJson(left) && takesJson(right))) return undefined;
  const shown = expected !== undefined && found !== undefined ? formatTexts(expected, found) : { expected, found };
  const unquote = (text: string | undefined) => (text === undefined ? undefined : text.replace(/^"(.*)"$/s, "$1"));
  return {
    part: "header",
    name,
    ...sides(unquote(shown.expected), unquote(shown.found)),
    message: explainHeader(name, { reference: expected, other: found, method: pair.other.method }),
    rank: rankOf(name),
    change: (request) => replaceHeader(request, name, pair.reference),
  };
}

/** What is sent without an `Accept`, or with any type in it, takes JSON as well. */
function takesJson(accept: string | undefined): boolean {
  return accept === undefined || /(?:\*|application)\/(?:\*|json)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accept);
}

function rankOf(name: string): number {
  if (name === "authorization") return ranks.authorization;
  if (name === "content-type") return ranks.contentType;
  return name === "content-encoding" ? ranks.framing : ranks.header;
}

/** A header's value as far as it may be seen: all of a common one, a short word of another, else only how long it is. */
function shapeOf(name: string, hide: (text: string) => string, value: string): string {
  if (name === "authorization") return authorizationShape(value);
  if (name === "cookie")
    return value
      .split(/;\s*/)
      .map((pair) => `${pair.split("=")[0]}=${hiddenValue}`)
      .join("; ");
  if (name === "content-type") return hide(withoutBoundary(value));
  if (isSecretName(name)) return value === "" ? "" : hiddenValue;
  if (open.has(name) || /^[a-z]{1,20}(?:[-_ /.][a-z0-9.]{1,10}){0,3}$/i.test(value) || value.length < 6)
    return hide(value);
  return `<${value.length} characters>`;
}

const open: ReadonlySet<string> = new Set(
  "accept content-encoding content-language expect origin referer if-match if-none-match range".split(" "),
);

/** Whether the length of the body is sent before it, or each chunk tells its own. */
function compareFraming({ reference, other }: RequestPair): readonly FoundDifference[] {
  const [left, right] = [framingOf(reference), framingOf(other)];
  if (left === right || left === undefined || right === undefined) return [];
  return [
    {
      part: "header",
      name: "transfer-encoding",
      reference: left,
      other: right,
      message: explainHeader("transfer-encoding", { reference: left, other: right, method: other.method }),
      rank: ranks.framing,
      change: (request) =>
        replaceHeader(replaceHeader(request, "transfer-encoding", reference), "content-length", reference),
    },
  ];
}

function framingOf({ headers }: SentRequest): string | undefined {
  if (headerText(headers, "transfer-encoding") !== undefined) return "chunked";
  return headerText(headers, "content-length") === undefined ? undefined : "Content-Length";
}

/** The order of the headers and the case of their names: each counts once if the names are the same otherwise. */
function countForm({ reference, other }: RequestPair): number {
  const [left, right] = [reference, other].map(({ headers }) => headers.map(([name]) => name));
  const lower = (names: readonly string[] = []) => names.map((name) => name.toLowerCase());
  const shared = (names: readonly string[], beside: readonly string[]) =>
    lower(names).filter((name) => lower(beside).includes(name));
  const [mine, theirs] = [shared(left ?? [], right ?? []), shared(right ?? [], left ?? [])];
  const spelled = new Set(right);
  const isSpelledOtherwise = (left ?? []).some(
    (name) => !spelled.has(name) && lower(right).includes(name.toLowerCase()),
  );
  return (mine.join() === theirs.join() ? 0 : 1) + (isSpelledOtherwise ? 1 : 0);
}
