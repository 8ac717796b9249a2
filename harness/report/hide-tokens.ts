import { mask } from "#redact/create-redactor.ts";

const jsonFields = /("(?:access_token|refresh_token|id_token|client_secret|password)"\s*:\s*")(?:[^"\\]|\\.)+/gi;
const formFields = /\b((?:access_token|refresh_token|id_token|client_secret|password|code|assertion)=)[^&\s"'<>]+/gi;

/**
 * Masks the tokens that an OAuth request or answer holds, by the names of their fields, in a query, a form or JSON: a client
 * that logs in by itself gets a token of which nobody else knows.
 */
export function hideTokens(text: string): string {
  return text.replace(jsonFields, `$1${mask}`).replace(formFields, `$1${mask}`);
}

const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
]);

/** Gives the value of a header as a report may show it: credentials are masked, but for their scheme. */
export function hideHeader(name: string, value: string): string {
  if (!secretHeaders.has(name.toLowerCase())) return hideTokens(value);
  const scheme = /^(bearer|basic) /i.exec(value)?.[0] ?? "";
  return `${scheme}${mask}`;
}
