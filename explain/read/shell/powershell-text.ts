import { createCommandCollector } from "./command-collector.ts";
import { placeOf, type ShellText } from "./shell-command.ts";

/**
 * Reads a text as PowerShell would (about_Quoting_Rules): a backtick escapes and continues a line, a quote inside quotes of
 * its kind is doubled, `@'` and `@"` begin here-strings. Variables stay as written.
 */
export function readPowershellText(text: string): ShellText {
  const out = createCommandCollector();
  const notes: string[] = [];
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at);
    if (found === undefined) return { kind: "open", quote: text[at] ?? "", ...placeOf(text, at) };
    const { kind, length, value } = found;
    if (kind === "space") out.endWord();
    if (kind === "end") out.endCommand(value);
    if (kind === "text") out.add(value);
    if (kind === "quoted") {
      out.add(value);
      if (/(?<!\\)"/.test(value)) notes.push(droppedQuotes);
    }
    at += length;
  }
  out.endCommand("");
  return { kind: "commands", commands: out.commands(), notes: [...new Set(notes)] };
}

const droppedQuotes =
  'PowerShell before 7.3 drops the double quotes inside an argument of a program: {"a":1} reaches curl as {a:1}. Here they are kept; write the body to a file and send it with --data-binary "@file" to be sure.';

interface Token {
  readonly kind: "space" | "end" | "text" | "quoted";
  readonly length: number;
  readonly value: string;
}

/** The token at a place; absent where a quote is never closed. */
function tokenAt(text: string, at: number): Token | undefined {
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { length: match[0].length, ...make(match) };
  }
  return /['"]/.test(text[at] ?? "") ? undefined : { kind: "text", length: 1, value: text[at] ?? "" };
}

type Made = Omit<Token, "length">;

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Made])[] = [
  [/`[ \t]*\r?\n/y, () => ({ kind: "space", value: "" })],
  [/[ \t\r]+/y, () => ({ kind: "space", value: "" })],
  [/\|\||&&|[\n;|]/y, ([operator]) => ({ kind: "end", value: operator })],
  [/#[^\n]*/y, ([comment]) => ({ kind: "text", value: comment })],
  [/@'[ \t]*\r?\n([\s\S]*?)\r?\n'@/y, ([, inside = ""]) => ({ kind: "quoted", value: inside })],
  [/@"[ \t]*\r?\n([\s\S]*?)\r?\n"@/y, ([, inside = ""]) => ({ kind: "quoted", value: unescapeBackticks(inside) })],
  [/'((?:[^']|'')*)'/y, ([, inside = ""]) => ({ kind: "quoted", value: inside.replaceAll("''", "'") })],
  [
    /"((?:[^"`]|`[\s\S]|"")*)"/y,
    ([, inside = ""]) => ({ kind: "quoted", value: unescapeBackticks(inside.replaceAll('""', '`"')) }),
  ],
  [/`([\s\S])/y, ([escaped]) => ({ kind: "text", value: unescapeBackticks(escaped) })],
  [/[^\s;|`'"]+/y, ([plain]) => ({ kind: "text", value: plain })],
];

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };

function unescapeBackticks(text: string): string {
  return text.replace(/`(\r?\n|[\s\S])/g, (_, character: string) =>
    character.endsWith("\n") ? "" : (escapes[character] ?? character),
  );
}
