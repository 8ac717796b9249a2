import { type Html, html, type Part } from "./markup.ts";

export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly cells: readonly Part[]; readonly kind?: string }[];
}

/**
 * Gives a table that becomes a list of labelled values where the page is narrow. The roles are written out because a browser
 * forgets them for cells that are not laid out as a table.
 */
export function formatTable({ caption, head, rows }: Table): Html {
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ({ cells, kind = "" }) =>
      html`<tr role="row" class="${kind}">${cells.map((cell, index) => html`<td role="cell" data-label="${head[index]}">${cell}</td>`)}</tr>
`,
  )}</tbody></table>`;
}
