import { placeOf } from "#explain/read/shell/shell-command.ts";

/** Goes through a text from left to right. */
export interface Scanner {
  readonly at: number;
  readonly ended: boolean;
  /** What a pattern finds here, which is gone past; the pattern has the flag y. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  looksAt(pattern: RegExp): boolean;
  /** Goes past spaces, comments and continued lines, and past line ends if `lines`. */
  skip(lines: "lines" | "spaces"): void;
  /** What begins at a place is never closed: the first such place is kept, and the text is at its end. */
  leaveOpen(at: number, what: string): void;
  readonly open: { readonly what: string; readonly line: number; readonly column: number } | undefined;
  source(from: number): string;
  lineOf(at: number): number;
}

const spaces = /(?:[ \t\r\u00a0]+|`[ \t]*\r?\n|#[^\n]*|<#[\s\S]*?#>)+/y;
const lines = /(?:[ \t\r\n\u00a0]+|`[ \t]*\r?\n|#[^\n]*|<#[\s\S]*?#>)+/y;

export function createScanner(text: string): Scanner {
  let at = 0;
  let open: Scanner["open"];
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  return {
    get at() {
      return at;
    },
    get ended() {
      return at >= text.length;
    },
    get open() {
      return open;
    },
    take(pattern) {
      const found = match(pattern);
      at += found?.[0].length ?? 0;
      return found;
    },
    looksAt: (pattern) => match(pattern) !== undefined,
    skip(what) {
      at += match(what === "lines" ? lines : spaces)?.[0].length ?? 0;
    },
    leaveOpen(place, what) {
      open ??= { what, ...placeOf(text, place) };
      at = text.length;
    },
    source: (from) => text.slice(from, at).trim(),
    lineOf: (place) => placeOf(text, place).line,
  };
}
