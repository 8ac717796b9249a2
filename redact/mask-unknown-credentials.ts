import { mask } from "./mask.ts";

/** A net under the known secrets: a credential that nobody announced is masked by the scheme that stands before it. */
export function maskUnknownCredentials(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(scheme)) {
    // A scheme inside what was masked already, as the value of another one.
    if (index < from) continue;
    const start = skipGap(text, index + match.length);
    const end = skipValue(text, start);
    const value = text.slice(start, end);
    if (value === "" || isPlaceholder(text, start) || noValue.test(value)) continue;
    if (!/^authorization/i.test(match)) {
      if (isProse(value)) continue;
      // The end of an id, such as `login-with-basic`, and then a word.
      if (text[index - 1] === "-" && value.length < shortestOfId) continue;
    }
    parts.push(text.slice(from, start), mask);
    from = end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** What a program writes where it has no token: to mask it would hide the very mistake. */
const noValue = /^(?:undefined|null|none|nan|true|false)$/i;

/** Longer than words are, shorter than tokens and credentials. */
const shortestOfId = 16;

const scheme = /(?:authorization["'\s:=,[\]\\]{0,64})?\b(?:bearer|basic)(?:[ \t]|%20|\+)/gi;

// Steps in place of patterns: what a server sends may be longer than a match can be.
function skipGap(text: string, start: number): number {
  let at = start;
  while (true) {
    if (text[at] === " " || text[at] === "\t" || text[at] === "+") at += 1;
    else if (text.startsWith("%20", at)) at += 3;
    else return at;
  }
}

function skipValue(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    if (text.startsWith(mask, at)) at += mask.length;
    else if (/[^\s"'`<>\\,;()[\]{}&]/.test(text[at] ?? "")) at += 1;
    else break;
  }
  return at;
}

/** Whether a variable of a shell or a template stands here in place of a credential. */
function isPlaceholder(text: string, start: number): boolean {
  return /[$<{]/.test(text[start] ?? "") && !text.startsWith("redacted>", start + 1);
}

/** Whether the word after "Bearer" or "Basic" belongs to a sentence or a challenge (`Bearer realm="..."`). */
function isProse(value: string): boolean {
  return value.length < 40 && wordsAfterScheme.has(value.toLowerCase().replace(/[.:!?|=]+$/, ""));
}

const wordsAfterScheme = new Set(
  (
    "access and auth authentication authorization base64 charset client credential credentials error error_description for " +
    "format from has header headers in instead is must needs needed only or pair prefix realm request requests scheme scope " +
    "token tokens type value values with without"
  ).split(" "),
);
