import { escapeMarkdown } from "#harness/report/escape-markdown.ts";
import { oneLine } from "#harness/report/output.ts";

/** Writes texts of unknown origin as parts of Markdown, without secrets. */
export interface Writer {
  /** Prose, with code between backquotes kept. */
  text(text: string): string;
  /** Code, shown as it is. */
  code(text: string): string;
  /** Several lines within one cell of a table. */
  list(lines: readonly string[]): string;
  /** A table of cells that have been written. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): string;
}

const longest = 300;
const mostLines = 10;

/** Gives the writer. A secret goes before a text is cut or escaped. */
export function createWriter(redact: (text: string) => string): Writer {
  const clean = (text: string) => cut(oneLine(redact(text)));
  const text = (raw: string) => escapeMarkdown(clean(raw));
  return {
    text,
    code: (raw) => formatCode(clean(raw)),
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
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text.replaceAll("|", "\\|")}${space}${fence}`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
