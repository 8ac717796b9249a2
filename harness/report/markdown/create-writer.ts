import { escapeMarkdown } from "#harness/report/escape-markdown.ts";
import { oneLine, printable } from "#harness/report/output.ts";

/** Writes texts of unknown origin as parts of Markdown, without secrets. */
export interface Writer {
  /** Prose, with code between backquotes kept. */
  text(text: string): string;
  /** Code, shown as it is. */
  code(text: string): string;
  /** Lines of text, shown as they are. */
  block(text: string): string;
  /** Several lines within one cell of a table. */
  list(lines: readonly string[]): string;
  /** A table of cells that have been written. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): string;
}

const longest = 300;
const mostLines = 10;
const longestBlock = 6000;

/** Gives the writer. A secret goes before a text is cut or escaped. */
export function createWriter(redact: (text: string) => string): Writer {
  const clean = (text: string) => cut(oneLine(redact(text)));
  const text = (raw: string) => escapeMarkdown(clean(raw));
  return {
    text,
    code: (raw) => formatCode(clean(raw)),
    block(raw) {
      const shown = printable(cut(redact(raw), longestBlock));
      const fence = "`".repeat(Math.max(2, longestRun(shown)) + 1);
      return `${fence}\n${shown}\n${fence}\n`;
    },
    list(lines) {
      const more = lines.length - mostLines;
      return [...lines.slice(0, mostLines).map(text), ...(more > 0 ? [`and ${more} more`] : [])].join("<br>");
    },
    table: (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join(""),
  };
}

/** Backquotes in a code span need a longer fence around it; a cell's border has to be escaped even in code. */
function formatCode(text: string): string {
  if (text === "") return "";
  const fence = "`".repeat(longestRun(text) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text.replaceAll("|", "\\|")}${space}${fence}`;
}

/** How many backquotes stand together at most. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

function cut(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
