import { type DecodedBody, decodeBody } from "#harness/exchange/decode-body.ts";
import type { HeaderLines } from "#harness/exchange/end-to-end-headers.ts";
import { bodyText } from "./body-text.ts";
import { maskHeader } from "./mask-credentials.ts";
import { type Rewriting, rewriteJson, rewriteLooseText, rewriteParameters, rewriteText } from "./rewrite-value.ts";

/** Path and query without credentials, with people's data as `rewriting` says. What needs no change stays byte for byte. */
export function rewritePath(path: string, rewriting: Rewriting): string {
  const [bare = "", ...query] = path.split("?");
  const rewritten = bare
    .split("/")
    .map((segment) => rewriteSegment(segment, rewriting))
    .join("/");
  return query.length === 0 ? rewritten : `${rewritten}?${rewriteParameters(query.join("?"), rewriting)}`;
}

function rewriteSegment(segment: string, rewriting: Rewriting): string {
  try {
    const decoded = decodeURIComponent(segment);
    const rewritten = rewriteText(decoded, rewriting);
    return rewritten === decoded ? segment : encodeURIComponent(rewritten);
  } catch {
    return rewriteText(segment, rewriting);
  }
}

/** Header lines without credentials and cookies, with people's data as `rewriting` says. */
export function rewriteHeaders(headers: HeaderLines, rewriting: Rewriting): HeaderLines {
  return headers.map(([name, value]) => [name, rewriteText(maskHeader(name, value), rewriting)] as const);
}

/**
 * The body without its `Content-Encoding`, without credentials and with people's data as `rewriting` says. Bytes that are no
 * text stay as they are. `broken` where the encoding cannot be undone, so that nobody can tell what is in it.
 */
export function rewriteBody(
  message: { readonly headers: HeaderLines; readonly body: Buffer },
  rewriting: Rewriting,
): DecodedBody {
  const decoded = decodeBody(message);
  if (decoded.kind === "broken" || decoded.body.length === 0) return decoded;
  const contentType = contentTypeOf(message.headers);
  const text = bodyText(decoded.body, contentType);
  if (text === undefined) return decoded;
  const rewritten = rewriteBodyText(text.text, { contentType, rewriting });
  return rewritten === text.text ? decoded : { kind: "decoded", body: Buffer.from(rewritten, text.charset) };
}

function rewriteBodyText(
  text: string,
  { contentType, rewriting }: { readonly contentType: string; readonly rewriting: Rewriting },
): string {
  if (/form-urlencoded/i.test(contentType)) return rewriteParameters(text, rewriting);
  try {
    const value: unknown = JSON.parse(text);
    const rewritten = rewriteJson(value, rewriting);
    // Written anew only where something was replaced: a client's odd spelling may be what a scenario is about.
    const json = JSON.stringify(rewritten) === JSON.stringify(value) ? text : JSON.stringify(rewritten);
    // Once more as text: a name that is written twice is there only once after parsing.
    return rewriteText(json, rewriting);
  } catch {
    // No JSON, or nested more deeply than can be walked.
    return rewriteLooseText(text, rewriting);
  }
}

/** The value of `Content-Type`, or an empty text. */
export function contentTypeOf(headers: HeaderLines): string {
  return headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
}
