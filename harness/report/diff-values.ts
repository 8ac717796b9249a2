import { diffLines } from "diff";
import { toJsonValue } from "./to-json-value.ts";

/** A line of two values that are shown as one text. */
export interface DiffLine {
  /** `-` is on the left side only, `+` on the right side only, `…` stands for lines that are left out. */
  readonly sign: "-" | "+" | " " | "…";
  readonly text: string;
}

/**
 * Gives two values as JSON, line by line, with the lines on one side only marked; far from those, lines are left out. Texts
 * are compared by their own lines. Undefined where the values are too large or too different for a diff to be of use.
 */
export function diffValues(left: unknown, right: unknown): DiffLine[] | undefined {
  const [before, after] = [textOf(left), textOf(right)];
  if (Math.max(before.length, after.length) > mostCharacters) return undefined;
  const changes = diffLines(before, after, { maxEditLength: mostEdits });
  if (changes === undefined) return undefined;
  const lines = changes.flatMap(({ value, added, removed }) =>
    splitLines(value).map((text): DiffLine => ({ sign: added ? "+" : removed ? "-" : " ", text })),
  );
  return lines.some(({ sign }) => sign !== " ") ? cutLines(withoutFarLines(lines)) : undefined;
}

const mostCharacters = 200_000;
const mostEdits = 400;
const mostLines = 60;
const context = 3;

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(toJsonValue(value), null, 2) ?? "nothing");
  return text.endsWith("\n") ? text : `${text}\n`;
}

function splitLines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** A single line takes no more room than the note that it is left out. */
function withoutFarLines(lines: readonly DiffLine[]): DiffLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, index): DiffLine[] => {
    if (near[index]) return [line];
    const next = near.indexOf(true, index);
    const from = near.lastIndexOf(true, index) + 1;
    const count = (next === -1 ? lines.length : next) - from;
    if (count === 1) return [line];
    return index === from ? [{ sign: "…", text: `${count} lines` }] : [];
  });
}

function cutLines(lines: readonly DiffLine[]): DiffLine[] {
  if (lines.length <= mostLines) return [...lines];
  return [...lines.slice(0, mostLines), { sign: "…", text: `${lines.length - mostLines} more lines` }];
}
