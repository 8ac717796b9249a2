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

// One piece at a time: a pattern that repeats a choice remembers every turn, and runs out of room in a long text.
const spaces = /[ \t\r\u00a0]+|`[ \t]*\r?\n|#[^\n]*|<#[\s\S]*?#>/y;
const lines = /[ \t\r\n\u00a0]+|`[ \t]*\r?\n|#[^\n]*|<#[\s\S]*?#>/y;
const openComment = /<#/y;

export function createScanner(text: string): Scanner {
  let at = 0;
  let open: Scanner["open"];
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  const leaveOpen = (place: number, what: string) => {
    open ??= { what, ...placeOf(text, place) };
    at = text.length;
  };
  let lineEnds: readonly number[] | undefined;
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
      const pattern = what === "lines" ? lines : spaces;
      for (let found = match(pattern); found !== undefined; found = match(pattern)) at += found[0].length;
      if (match(openComment) !== undefined) leaveOpen(at, "comment <#");
    },
    leaveOpen,
    source: (from) => text.slice(from, at).trim(),
    lineOf(place) {
      lineEnds ??= Array.from(text.matchAll(/\n/g), ({ index }) => index);
      return 1 + countBelow(lineEnds, place);
    },
  };
}

/** How many of the numbers, which are in their order, are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
