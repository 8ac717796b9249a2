/** Replaces the text between `<!-- begin NAME -->` and `<!-- end NAME -->`. Throws for a section that a page lacks. */
export function fillSections(page: string, sections: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, text] of Object.entries(sections)) {
    const begin = `<!-- begin ${name} (npm run docs) -->`;
    const end = `<!-- end ${name} -->`;
    const from = filled.indexOf(begin);
    const to = filled.indexOf(end);
    if (from < 0 || to < from) throw new Error(`the page has no section ${begin} ... ${end}`);
    filled = `${filled.slice(0, from + begin.length)}\n\n${text}\n${filled.slice(to)}`;
  }
  return filled;
}
