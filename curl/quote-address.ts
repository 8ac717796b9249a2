import { findQueryCredentials } from "#redact/query-credentials.ts";
import { shellQuote } from "./shell-quote.ts";

/** A word of a shell for a URL, or a path, with variables in place of the credentials in its query. `path` is one byte a character. */
export function quoteAddress(base: string, path: string): string {
  const words: string[] = [];
  let text = Buffer.from(base);
  let from = 0;
  for (const { start, end, kind } of findQueryCredentials(path, /[&#]/)) {
    if (start < from) continue;
    text = Buffer.concat([text, Buffer.from(path.slice(from, start), "latin1")]);
    words.push(shellQuote(text), `"$${variableFor(kind)}"`);
    text = Buffer.alloc(0);
    from = end;
  }
  const rest = Buffer.concat([text, Buffer.from(path.slice(from), "latin1")]);
  return [...words, ...(rest.length > 0 || words.length === 0 ? [shellQuote(rest)] : [])].join("");
}

/** The variable of a shell that stands for a credential: that of the platform's tools where there is one. */
export function variableFor(name: string): string {
  return (
    toolVariables.get(name) ??
    name
      .toUpperCase()
      .replace(/\W/g, "_")
      .replace(/^(?=\d)/, "_")
  );
}

const toolVariables: ReadonlyMap<string, string> = new Map([
  ["access-token", "GENESYSCLOUD_ACCESS_TOKEN"],
  ["token", "GENESYSCLOUD_ACCESS_TOKEN"],
  ["client-secret", "GENESYSCLOUD_OAUTHCLIENT_SECRET"],
]);
