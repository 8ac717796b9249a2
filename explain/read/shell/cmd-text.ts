import { createCommandCollector } from "./command-collector.ts";
import { placeOf, type ShellText } from "./shell-command.ts";

/**
 * Reads a text as the Windows command prompt would: `^` takes the next character's meaning and continues a line, double
 * quotes quote, single ones do not. `%NAME%` stays as written. Then each command is split into arguments as programs there
 * do it (Microsoft C++ documentation, "Parsing C command-line arguments"): `\"` is a quote, and so is `""` inside quotes.
 */
export function readCmdText(text: string): ShellText {
  const out = createCommandCollector();
  const notes: string[] = [];
  for (const { line, endedBy } of splitCommands(text)) {
    let openedAt: number | undefined;
    for (let at = 0; at < line.length; ) {
      const backslashes = /^\\+(?=")/.exec(line.slice(at, at + 64))?.[0].length ?? 0;
      const character = line[at + backslashes] ?? "";
      if (backslashes > 0) {
        // Half of them stand, and an odd one makes the quote a plain character.
        out.add("\\".repeat(Math.floor(backslashes / 2)) + (backslashes % 2 === 1 ? '"' : ""));
        at += backslashes + (backslashes % 2);
      } else if (character === '"' && openedAt !== undefined && line[at + 1] === '"') {
        out.add('"');
        at += 2;
      } else if (character === '"') {
        openedAt = openedAt === undefined ? at : undefined;
        out.add("");
        at += 1;
      } else if (openedAt === undefined && /\s/.test(character)) {
        out.endWord();
        at += 1;
      } else {
        if (character === "'" && out.word === undefined) notes.push(singleQuotes);
        out.add(character);
        at += 1;
      }
    }
    if (openedAt !== undefined) return { kind: "open", quote: '"', ...placeOf(text, text.lastIndexOf('"')) };
    out.endCommand(endedBy);
  }
  return { kind: "commands", commands: out.commands(), notes: [...new Set(notes)] };
}

const singleQuotes =
  'A single quote does not quote in the Windows command prompt: it is sent, and the text is cut at each space; use double quotes, and \\" inside them.';

/** The command lines, with every `^` applied: what stands behind one is a plain character, a line end is none. */
function splitCommands(text: string): readonly { readonly line: string; readonly endedBy: string }[] {
  const lines: { line: string; endedBy: string }[] = [];
  let line = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "^" && !quoted) {
      const continued = /^\^[ \t]*\r?\n/.exec(text.slice(at, at + 64))?.[0];
      // Behind a continued line, the first character of the next is plain, which matters where that is empty: a line end.
      const plainLineEnd = continued === undefined ? undefined : /^\r?\n/.exec(text.slice(at + continued.length))?.[0];
      if (continued === undefined) line += text[at + 1] ?? "";
      else if (plainLineEnd !== undefined) line += "\n";
      at += continued === undefined ? 1 : continued.length - 1 + (plainLineEnd?.length ?? 0);
      continue;
    }
    if (character === '"' && text[at - 1] !== "\\") quoted = !quoted;
    const operator = quoted ? undefined : /^(?:&&|\|\||[&|\n])/.exec(text.slice(at, at + 2))?.[0];
    if (operator === undefined && !(quoted && character === "\n")) {
      line += character;
      continue;
    }
    // The command prompt ends a quote with the line.
    if (character === "\n") quoted = false;
    lines.push({ line, endedBy: operator ?? "\n" });
    line = "";
    at += (operator?.length ?? 1) - 1;
  }
  return [...lines, { line, endedBy: "" }];
}
