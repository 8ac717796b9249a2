import { mask } from "#redact/create-redactor.ts";
import { credentialNamesPattern, isCookieHeader, isCredentialHeader } from "#redact/credential-names.ts";

const jsonField = new RegExp(`"(?:${credentialNamesPattern})"\\s{0,100}:\\s{0,100}(?=["[{\\d-])`, "gi");
const formField = new RegExp(`\\b(?:${credentialNamesPattern}|code)=`, "gi");

/**
 * Masks the credentials that a request or an answer holds, by the names of their fields, in a query, a form or JSON: a client
 * that logs in by itself gets a token of which nobody else knows.
 */
export function hideTokens(text: string): string {
  return maskAfter(maskAfter(text, jsonField, partOfJson), formField, partOfForm);
}

/** Gives the value of a header as a report may show it: credentials are masked, but for their scheme. */
export function hideHeader(name: string, value: string): string {
  if (!isCredentialHeader(name) && !isCookieHeader(name)) return hideTokens(value);
  const scheme = /^(bearer|basic) /i.exec(value)?.[0] ?? "";
  return `${scheme}${mask}`;
}

/** What is masked behind a match: from where to where, and with what. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Masks what stands behind each match; an empty value stays, since that is what may be wrong. */
function maskAfter(text: string, before: RegExp, partAt: (text: string, from: number) => Part): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: match, index } of text.matchAll(before)) {
    if (index + match.length < from) continue;
    const { start, end, by } = partAt(text, index + match.length);
    if (end === start) continue;
    parts.push(text.slice(from, start), by);
    from = end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

// Steps in place of patterns: what a server sends may be longer than a match can be.
function partOfJson(text: string, from: number): Part {
  if (text[from] === '"') return { start: from + 1, end: endOfJsonText(text, from + 1), by: mask };
  // A number, a list or an object: one text in its place, so that it stays JSON.
  const by = JSON.stringify(mask);
  if (!/[[{]/.test(text[from] ?? "")) return { start: from, end: endOfNumber(text, from), by };
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === '"') at = endOfJsonText(text, at + 1);
    else if (/[[{]/.test(character)) depth += 1;
    else if (/[\]}]/.test(character)) depth -= 1;
    if (depth === 0) return { start: from, end: at + 1, by };
  }
  return { start: from, end: text.length, by };
}

function endOfNumber(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\d.eE+-]/.test(text[at] ?? "")) at += 1;
  return at;
}

function endOfJsonText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

function partOfForm(text: string, from: number): Part {
  let at = from;
  while (at < text.length && /[^&\s"'<>]/.test(text[at] ?? "")) at += 1;
  return { start: from, end: at, by: mask };
}
