import { createHash } from "node:crypto";
import { Html, html } from "./markup.ts";
import { script } from "./script.ts";
import { styles } from "./styles.ts";

export interface Document {
  readonly title: string;
  /** Where the link at the top leads that skips the head, and what it is called. */
  readonly skip: { readonly to: string; readonly name: string };
  readonly body: Html;
  /** Whether the body has the toolbar that the page's script is for. */
  readonly hasScript: boolean;
}

/** Gives a page that needs nothing but itself: no network, no other file, and for reading no script. */
export function formatDocument({ title, skip, body, hasScript }: Document): string {
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(hasScript)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(styles)}</style>
</head>
<body>
<a class="skip" href="${`#${skip.to}`}">${skip.name}</a>
${body}
${hasScript ? html`<script>${new Html(script)}</script>` : ""}
</body>
</html>
`;
  return `<!doctype html>\n${page}`;
}

/** Nothing is loaded, and of scripts and styles only the page's own may run. */
function policy(hasScript: boolean): string {
  const scripts = hasScript ? hashOf(script) : "'none'";
  return `default-src 'none'; script-src ${scripts}; style-src ${hashOf(styles)}; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
