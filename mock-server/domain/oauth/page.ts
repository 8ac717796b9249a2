const style =
  "body{font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark;max-width:32rem;margin:3rem auto;padding:0 1rem}" +
  "select,button{font:inherit;padding:.4rem .6rem}select{display:block;width:100%}button{margin:1rem .5rem 0 0}";

/** A page of the login host in one piece: nothing is loaded for it, and nothing in it runs. `content` is HTML. */
export function formatPage(title: string, content: string): string {
  const heading = escapeHtml(title);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${heading}</title><style>${style}</style></head>`,
    `<body><h1>${heading}</h1>`,
    content,
    "</body></html>",
    "",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as the content of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
