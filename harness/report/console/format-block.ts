import type { DiffLine } from "#harness/report/diff-values.ts";
import { printable } from "#harness/report/output.ts";
import type { Colours } from "./colours.ts";

/** Gives two values line by line, where that says more than a line that names both; else undefined. */
export type DiffTool = (left: unknown, right: unknown) => readonly DiffLine[] | undefined;

/** For a report that no two values of which are worth a diff. */
export const nothingToDiff: DiffTool = () => undefined;

/** Gives lines of which all but the first are indented. Ends with a line feed. */
export function formatBlock(lines: readonly string[]): string {
  return `${lines.join("\n  ")}\n`;
}

/** Paints the heading of a block: yellow where nothing can be said, else red. */
export function headingOf(status: "failed" | "error", colours: Colours): (text: string) => string {
  return status === "error" ? colours.yellow : colours.red;
}

const longestLine = 200;

/** Gives the lines of a diff, indented, below a heading that says which sign is which; nothing without a diff. */
export function formatDiff(
  lines: readonly DiffLine[] | undefined,
  { left, right, colours }: { readonly left: string; readonly right: string; readonly colours: Colours },
): string[] {
  if (lines === undefined) return [];
  const heading = `${colours.green(`- ${left}`)}  ${colours.red(`+ ${right}`)}`;
  return [heading, ...lines.map((line) => formatDiffLine(line, colours))].map((line) => `  ${line}`);
}

function formatDiffLine({ sign, text }: DiffLine, colours: Colours): string {
  const shown = printable(text);
  const line = `${sign} ${shown.length > longestLine ? `${shown.slice(0, longestLine)}…` : shown}`;
  if (sign === "-") return colours.green(line);
  return sign === "+" ? colours.red(line) : colours.dim(line);
}
