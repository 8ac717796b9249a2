import { credentialOfField } from "./credential-names.ts";

/** A credential that stands in a query: where its value begins and ends, and its kind (`access-token`). */
export interface QueryCredential {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/**
 * Finds the parameters of queries and fragments whose names say that they hold a credential, in a path or in any text that has
 * some. `ends` is what ends a value there; it has no flag. Left out is a value that shows that there was no credential.
 */
export function* findQueryCredentials(text: string, ends: RegExp): Generator<QueryCredential> {
  for (const match of text.matchAll(parameter)) {
    const [whole, written = "", equals] = match;
    const kind = credentialOfField(decodeName(written));
    if (kind === undefined) continue;
    const start = match.index + whole.length;
    const end = endOf(text, { start, ends, isEncoded: equals !== "=" });
    const value = text.slice(start, end);
    if (value !== "" && !noCredential.test(value)) yield { start, end, kind };
  }
}

// Encoded as a whole where a URL stands in the query of another one.
const parameter = /(?:[?&;#]|%3f|%26|%23|\\u0026)((?:[a-z_-]|%(?!26|3f|3d|23)[2-7][\da-f]){2,60})(=|%3d)/gi;

/** What a program writes where it has none, a variable, what was masked already, and what a recording has in its place. */
const noCredential = /^(?:(?:undefined|null|none|nan|true|false)$|\$\{|\$[A-Z_]+$|[<{]|replaced-[a-z-]+(?:-\d+)?$)/i;

function decodeName(name: string): string {
  return name.replace(/%([\da-f]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

// Steps in place of a pattern: what a server sends may be longer than a match can be.
function endOf(
  text: string,
  { start, ends, isEncoded }: { readonly start: number; readonly ends: RegExp; readonly isEncoded: boolean },
): number {
  let at = start;
  while (at < text.length && !ends.test(text[at] ?? "")) {
    if (isEncoded && /^%(?:26|23)$/.test(text.slice(at, at + 3))) break;
    at += 1;
  }
  return at;
}
