/** A Markdown table; cells keep their code spans, a bar in one is escaped. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("");
}

/** Texts as code, joined by commas; a dash for none. */
export function formatCodes(texts: readonly string[]): string {
  return texts.length === 0 ? "-" : texts.map((text) => `\`${text}\``).join(", ");
}
