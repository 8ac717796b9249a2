import { shellQuote } from "./shell-quote.ts";

/**
 * curl's option for an `Authorization` header: an environment variable stands in place of the token, or of the client's
 * id and secret. What makes such a header wrong (scheme, quotes, `undefined` for a token) is kept, since it may be the
 * very fault that the line is to show.
 */
export function formatAuthorization(value: string): string {
  if (/^basic [A-Za-z0-9+/=]+$/i.test(value)) return `-u "${idAndSecret}"`;
  // Whoever forgot the encoding sends id and secret as they are.
  if (/^basic [^\s:]+:\S+$/i.test(value)) return `-H "Authorization: ${value.slice(0, 5)} ${idAndSecret}"`;
  const [, before = "", token = "", after = ""] =
    /^((?:(?:bearer|basic|token)\b[\s:]*)*["'<{]*)(.*?)(["'>}]*)$/is.exec(value) ?? [];
  if (nothingSecret.test(token)) return `-H ${shellQuote(Buffer.from(`Authorization: ${value}`, "latin1"))}`;
  return `-H "Authorization: ${escapeQuoted(before)}$GENESYSCLOUD_ACCESS_TOKEN${escapeQuoted(after)}"`;
}

const idAndSecret = "$GENESYSCLOUD_OAUTHCLIENT_ID:$GENESYSCLOUD_OAUTHCLIENT_SECRET";

/** What stands where a program that found no token still wrote the header. */
export const nothingSecret = /^(?:undefined|null|none|nan|true|false|\[object \w+\])?$/i;

/** For a double-quoted word of a shell. */
export function escapeQuoted(text: string): string {
  return text.replace(/["\\$`]/g, "\\$&");
}
