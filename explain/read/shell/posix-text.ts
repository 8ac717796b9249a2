import { decodeAnsiC } from "./ansi-c-quoted.ts";
import { type CommandCollector, createCommandCollector } from "./command-collector.ts";
import { placeOf, type ShellText } from "./shell-command.ts";

interface Reader {
  readonly text: string;
  at: number;
  readonly out: CommandCollector;
  readonly notes: string[];
  /** Here-documents whose lines begin after the next line end. */
  readonly heredocs: { readonly end: string; readonly tabs: boolean }[];
}

/** A quote that was opened at this offset and never closed. */
interface OpenQuote {
  readonly quote: string;
  readonly at: number;
}

/**
 * Reads a text as a POSIX shell (and Bash) would: quotes, `$'...'`, escapes, continued lines, here-documents, pipes and
 * redirections. Nothing is run, and no variable is filled in. Where people paste from a web page, it is more patient than a
 * shell: typographic quotes quote, `<token>` is a placeholder, and a space may stand behind the backslash of a continued line.
 */
export function readPosixText(text: string): ShellText {
  const reader: Reader = { text, at: 0, out: createCommandCollector(), notes: [], heredocs: [] };
  while (reader.at < text.length) {
    const open = readNext(reader);
    if (open !== undefined) return { kind: "open", quote: open.quote, ...placeOf(text, open.at) };
  }
  reader.out.endCommand("");
  return { kind: "commands", commands: reader.out.commands(), notes: reader.notes };
}

function readNext(reader: Reader): OpenQuote | undefined {
  const { text, out, at } = reader;
  const character = text[at] ?? "";
  const rest = (pattern: RegExp) => matchAt(pattern, text, at);
  const skip = (length: number) => {
    reader.at += length;
  };
  if (/[ \t\r\u00a0]/.test(character)) {
    out.endWord();
    skip(1);
    return undefined;
  }
  if (character === "\n") {
    out.endCommand("\n");
    skip(1);
    readHeredocs(reader);
    return undefined;
  }
  if (character === "#" && out.word === undefined) {
    skip(rest(/#[^\n]*/y)?.length ?? 1);
    return undefined;
  }
  if (character === "\\") return readBackslash(reader);
  if (character === "'" || typographic[character] !== undefined) return readUntilQuote(reader);
  if (character === '"') return readDoubleQuoted(reader);
  if (character === "$" || character === "`") return readDollar(reader);
  const placeholder = rest(/<[A-Za-z_][\w-]*>/y);
  if (placeholder !== undefined) {
    out.add(placeholder);
    skip(placeholder.length);
    return undefined;
  }
  if (character === "<" || character === ">" || rest(/&>/y) !== undefined) return readRedirection(reader);
  const operator = rest(/\|\||&&|\|&|[;|&]/y) ?? (out.word === undefined ? rest(/[()]/y) : undefined);
  if (operator !== undefined) {
    if (operator === "&" && /\?/.test(out.word ?? "") && rest(/&[\w[\].-]+=/y) !== undefined) {
      reader.notes.push(
        `The address is not in quotes, so the shell ends the command at "&" and ${JSON.stringify(rest(/&[^\s&]*/y))} was not sent: write the address in quotes.`,
      );
    }
    out.endCommand(operator);
    skip(operator.length);
    return undefined;
  }
  const plain = rest(/[^\s\\'"$`#<>;|&()\u00a0\u2018-\u201f]+/y) ?? character;
  out.add(plain);
  skip(plain.length);
  return undefined;
}

/** Opening typographic quotes of several languages, and what closes each. */
const typographic: Readonly<Record<string, string>> = {
  "\u2018": "\u2019",
  "\u2019": "\u2019",
  "\u201a": "\u2018",
  "\u201c": "\u201d",
  "\u201d": "\u201d",
  "\u201e": "\u201c\u201d",
};

function readBackslash(reader: Reader): undefined {
  const { text, at, out } = reader;
  const continued = matchAt(/\\[ \t\r]*\n/y, text, at);
  if (continued === undefined) {
    if (at + 1 < text.length) out.add(text[at + 1] ?? "");
    reader.at += 2;
    return undefined;
  }
  if (/[ \t]/.test(continued)) {
    reader.notes.push(
      `A space stands behind the backslash at the end of line ${placeOf(text, at).line}, where a shell would end the command: take it out.`,
    );
  }
  reader.at += continued.length;
  return undefined;
}

function readUntilQuote(reader: Reader): OpenQuote | undefined {
  const { text, at, out } = reader;
  const quote = text[at] ?? "";
  const closing = typographic[quote] ?? quote;
  let end = at + 1;
  while (end < text.length && !closing.includes(text[end] ?? "")) end += 1;
  if (end >= text.length) return { quote, at };
  const inside = text.slice(at + 1, end);
  if (quote === "'") noteVariables(inside, reader);
  else reader.notes.push("Typographic quotes are read as plain ones here; a shell does not take them for quotes.");
  out.add(inside);
  reader.at = end + 1;
  return undefined;
}

/** What looks like a variable and is none, since single quotes keep it as it is. */
function noteVariables(inside: string, { notes }: Reader): void {
  for (const [variable] of inside.matchAll(/\$\{?[A-Z_][A-Z\d_]+\}?/g)) {
    notes.push(
      `${variable} stands in single quotes, where a shell does not replace it: these letters are sent as they are; use double quotes around it.`,
    );
  }
}

function readDoubleQuoted(reader: Reader): OpenQuote | undefined {
  const { text, at: start, out } = reader;
  out.add("");
  let at = start + 1;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === '"') {
      reader.at = at + 1;
      return undefined;
    }
    const escaped = matchAt(/\\(?:\r?\n|["\\$`])/y, text, at);
    const substitution = escaped === undefined ? substitutionAt(text, at) : undefined;
    if (escaped !== undefined) out.add(escaped.endsWith("\n") ? "" : escaped.slice(1));
    else out.add(substitution?.value ?? character);
    at += escaped?.length ?? substitution?.length ?? 1;
  }
  return { quote: '"', at: start };
}

function readDollar(reader: Reader): OpenQuote | undefined {
  const { text, at, out } = reader;
  if (text.startsWith("$'", at)) {
    const quoted = matchAt(/\$'(?:[^'\\]|\\[\s\S])*'/y, text, at);
    if (quoted === undefined) return { quote: "$'", at };
    out.add(decodeAnsiC(quoted.slice(2, -1)));
    reader.at += quoted.length;
    return undefined;
  }
  // `$"..."` is translated by a shell, and else like "...".
  if (text.startsWith('$"', at)) {
    reader.at += 1;
    return undefined;
  }
  const substitution = substitutionAt(text, at);
  out.add(substitution?.value ?? text[at] ?? "");
  reader.at += substitution?.length ?? 1;
  return undefined;
}

/** `$(...)` and `` `...` ``, as written; only `printf` with nothing but a format of octal escapes is done, since that is text. */
function substitutionAt(text: string, at: number): { readonly value: string; readonly length: number } | undefined {
  const printed = matchAt(/\$\(printf '(?:\\[0-7]{3})*'\)/y, text, at);
  if (printed !== undefined) return { value: decodeAnsiC(printed.slice(10, -2)), length: printed.length };
  if (text[at] === "`") {
    const end = text.indexOf("`", at + 1);
    return end === -1 ? undefined : { value: text.slice(at, end + 1), length: end + 1 - at };
  }
  if (!text.startsWith("$(", at)) return undefined;
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    const quoted = matchAt(/'[^']*'|"(?:[^"\\]|\\[\s\S])*"/y, text, end);
    if (quoted !== undefined) end += quoted.length - 1;
    else if (text[end] === "(") depth += 1;
    else if (text[end] === ")") depth -= 1;
    if (depth === 0) return { value: text.slice(at, end + 1), length: end + 1 - at };
  }
  return undefined;
}

function readRedirection(reader: Reader): undefined {
  const { text, at, out } = reader;
  if (/^\d+$/.test(out.word ?? "")) out.dropWord();
  else out.endWord();
  const heredoc = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/y;
  heredoc.lastIndex = at;
  const found = text.startsWith("<<<", at) ? null : heredoc.exec(text);
  if (found !== null) {
    out.awaitFeed();
    reader.heredocs.push({ end: found[2] ?? found[3] ?? found[4] ?? "", tabs: found[1] === "-" });
    reader.at += found[0].length;
    return undefined;
  }
  const operator = matchAt(/<<<|&>>?|>>|>&|<&|>\||[<>]/y, text, at) ?? ">";
  out.redirect(operator === "<<<" ? "here" : operator === "<" ? "in" : "out");
  reader.at += operator.length;
  return undefined;
}

function readHeredocs(reader: Reader): void {
  const { text, out, heredocs } = reader;
  for (const { end, tabs } of heredocs.splice(0)) {
    const lines: string[] = [];
    while (reader.at < text.length) {
      const lineEnd = text.indexOf("\n", reader.at);
      const line = text.slice(reader.at, lineEnd === -1 ? undefined : lineEnd).replace(/\r$/, "");
      reader.at = lineEnd === -1 ? text.length : lineEnd + 1;
      const plain = tabs ? line.replace(/^\t+/, "") : line;
      if (plain === end) break;
      lines.push(`${plain}\n`);
    }
    out.feed(lines.join(""));
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
