import { mask } from "#redact/create-redactor.ts";
import { credentialNamesPattern, isCredentialHeader } from "#redact/credential-names.ts";

const jsonField = new RegExp(`"(?:${credentialNamesPattern})"\\s{0,100}:\\s{0,100}"`, "gi");
const formField = new RegExp(`\\b(?:${credentialNamesPattern}|code)=`, "gi");

/**
 * Masks the credentials that a request or an answer holds, by the names of their fields, in a query, a form or JSON: a client
 * that logs in by itself gets a token of which nobody else knows.
 */
export function hideTokens(text: string): string {
  return maskAfter(maskAfter(text, jsonField, endOfJsonText), formField, endOfFormValue);
}

/** Gives the value of a header as a report may show it: credentials are masked, but for their scheme. */
export function hideHeader(name: string, value: string): string {
  if (!isCredentialHeader(name) && !/^(?:set-)?cookie$/i.test(name)) return hideTokens(value);
  const scheme = /^(bearer|basic) /i.exec(value)?.[0] ?? "";
  return `${scheme}${mask}`;
}

/** Masks what stands behind each match; an empty value stays, since that is what may be wrong. */
function maskAfter(text: string, start: RegExp, endOf: (text: string, from: number) => number): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(start)) {
    const begin = index + match.length;
    if (begin < from) continue;
    const end = endOf(text, begin);
    if (end === begin) continue;
    parts.push(text.slice(from, begin), mask);
    from = end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

// Steps in place of patterns: what a server sends may be longer than a match can be.
function endOfJsonText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

function endOfFormValue(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[^&\s"'<>]/.test(text[at] ?? "")) at += 1;
  return at;
}
