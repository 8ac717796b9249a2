/** Escapes what Markdown would read as a sign, and leaves code between backquotes as it is, but for a table cell's border. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll("|", "\\|") : part.replace(/[\\`*_[\]<>&|~#@]/g, "\\$&")))
    .join("");
}
