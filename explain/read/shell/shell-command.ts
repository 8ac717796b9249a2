/** A command as a shell would start it. */
export interface ShellCommand {
  /** Without quotes and escapes; variables and `$(...)` stand in them as written. */
  readonly words: readonly string[];
  /** What is piped or redirected into it, where the text itself says what that is. */
  readonly stdin?: string;
  /** The file that is redirected into it. */
  readonly stdinFile?: string;
  /** What ended it: a line end, `;`, `|`, `&&`, `||`, `&`, or an empty text at the end. */
  readonly endedBy: string;
}

/** What a shell would make of a text. */
export type ShellText =
  | { readonly kind: "commands"; readonly commands: readonly ShellCommand[]; readonly notes: readonly string[] }
  /** A quote that is never closed. */
  | { readonly kind: "open"; readonly quote: string; readonly line: number; readonly column: number };

/** Line and column of an offset, both counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
