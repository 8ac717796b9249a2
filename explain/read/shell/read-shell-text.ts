import { readCmdText } from "./cmd-text.ts";
import { readPosixText } from "./posix-text.ts";
import { readPowershellText } from "./powershell-text.ts";
import type { ShellText } from "./shell-command.ts";

/**
 * Reads a text as the shell would that it was written for. Which one that is shows in how lines are continued; a text that
 * continues none is read as a POSIX shell's, whose double quotes are like those of the Windows command prompt.
 */
export function readShellText(text: string): ShellText {
  const pasted = text.replace(/^\ufeff/, "");
  const plain = withoutFence(pasted).replace(prompt, "");
  if (/\^[ \t]*\r?\n/.test(plain) || /\^"/.test(outsideSingleQuotes(plain))) return readCmdText(plain);
  if (/`[ \t]*\r?\n/.test(plain) && !/\\\r?\n/.test(plain)) return readPowershellText(plain);
  return readPosixText(plain);
}

/** The text without what a POSIX shell takes as it is, and without what it escapes: there a `^"` is somebody's data. */
function outsideSingleQuotes(text: string): string {
  return text.replace(quotedOrEscaped, (span) => (span.startsWith('"') ? span : ""));
}

const quotedOrEscaped = /\$'(?:[^'\\]|\\.)*'|'[^']*'|"(?:[^"\\]|\\.)*"|\\./gs;

/** What stands before a command in a terminal: `$ `, `C:\Users\me>`, `PS C:\>`. */
const prompt = /^\s*(?:(?:[\w.-]+@[\w.-]+[:\s]?[^\s$#%>]*)?[$#%>] +|(?:PS )?[A-Za-z]:\\[^>\n]*> *)(?=\S*curl)/;

/** A code block of Markdown holds the text, and may have words around it. */
function withoutFence(text: string): string {
  return /(?:^|\n)```[\w-]*[ \t]*\r?\n([\s\S]*?)\r?\n```/.exec(text)?.[1] ?? text;
}
