import type { Expression, Parser } from "./syntax.ts";

// PowerShell takes typographic quotes for plain ones.
const single = "'\u2018\u2019\u201a\u201b";
const double = '"\u201c\u201d\u201e';
const hereSingle = new RegExp(`@[${single}][ \\t]*\\r?\\n`, "y");
const hereDouble = new RegExp(`@[${double}][ \\t]*\\r?\\n`, "y");
const hereSingleEnd = new RegExp(`[${single}]@|([\\s\\S]*?)\\r?\\n[${single}]@`, "y");
// Nothing stands between the first line and the last.
const hereDoubleEmpty = new RegExp(`[${double}]@`, "y");
const hereDoubleEnd = new RegExp(`\\r?\\n[${double}]@`, "y");
const singleQuoted = new RegExp(`[${single}]([^${single}]*(?:[${single}]{2}[^${single}]*)*)[${single}]`, "y");
const doubled = new RegExp(`[${single}]{2}`, "g");
const doubleQuote = new RegExp(`[${double}]`, "y");
const twoDoubleQuotes = new RegExp(`[${double}]{2}`, "y");
const quote = new RegExp(`@?[${single}${double}]`, "y");

/** A text in quotes or a here-string; absent where none begins here. */
export function parseText(parser: Parser): Expression | undefined {
  const { scanner } = parser;
  if (!scanner.looksAt(quote)) return undefined;
  const start = scanner.at;
  if (scanner.take(hereSingle)) {
    const found = scanner.take(hereSingleEnd);
    if (found === undefined) scanner.leaveOpen(start, "here-string @'");
    return { kind: "text", parts: [found?.[1] ?? ""] };
  }
  if (scanner.take(hereDouble)) {
    if (scanner.take(hereDoubleEmpty)) return { kind: "text", parts: [] };
    return { kind: "text", parts: expandable(parser, hereDoubleEnd, { start, what: 'here-string @"' }) };
  }
  const plain = scanner.take(singleQuoted);
  if (plain !== undefined) return { kind: "text", parts: [(plain[1] ?? "").replace(doubled, "'")] };
  if (scanner.take(doubleQuote)) {
    return { kind: "text", parts: expandable(parser, doubleQuote, { start, what: 'quote "' }) };
  }
  scanner.leaveOpen(start, "quote '");
  return { kind: "text", parts: [] };
}

/** A word without quotes as commands take it, in which variables are expanded. */
export function parseBareword(parser: Parser): Expression {
  return { kind: "text", parts: expandable(parser, /(?=[\s|;(){}"'\u201c\u201d]|&&|$)/y, undefined) };
}

/** Texts and what is expanded between them, up to an end; where nothing says what is open, the text's own end is one, too. */
function expandable(
  parser: Parser,
  end: RegExp,
  open: { readonly start: number; readonly what: string } | undefined,
): readonly (string | Expression)[] {
  const { scanner } = parser;
  const parts: (string | Expression)[] = [];
  for (;;) {
    if (open !== undefined && end === doubleQuote && scanner.take(twoDoubleQuotes)) {
      parts.push('"');
      continue;
    }
    if (scanner.take(end) !== undefined) return parts;
    if (scanner.ended) {
      if (open !== undefined) scanner.leaveOpen(open.start, open.what);
      return parts;
    }
    if (open === undefined && scanner.looksAt(/&/y)) parser.ampersand();
    parts.push(
      parseExpansion(parser) ??
        takeEscape(parser) ??
        scanner.take(/[^`$"\u201c\u201d\u201e\s|;(){}'&]+|[\s\S]/y)?.[0] ??
        "",
    );
  }
}

/** `$name`, `${name}`, `$(...)` inside a text. */
function parseExpansion(parser: Parser): Expression | undefined {
  const { scanner } = parser;
  if (scanner.take(/\$\(/y)) return { kind: "block", statements: parser.statements(")"), asList: false };
  const name = scanner.take(variable);
  return name === undefined ? undefined : { kind: "variable", name: name[1] ?? name[2] ?? "" };
}

/** A variable with its scope or drive (`$env:X`). */
export const variable = /\$(?:\{([^{}\n]+)\}|((?:\w+:)?\w+))/y;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  v: "\v",
};

function takeEscape({ scanner }: Parser): string | undefined {
  const found = scanner.take(/`(?:u\{([\da-fA-F]{1,6})\}|(\r?\n|[\s\S]))/y);
  if (found === undefined) return undefined;
  const [, code, character = ""] = found;
  if (code !== undefined)
    return Number.parseInt(code, 16) > 0x10ffff ? "" : String.fromCodePoint(Number.parseInt(code, 16));
  return character.endsWith("\n") ? "" : (escapes[character] ?? character);
}
