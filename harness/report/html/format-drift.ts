import type { DriftItem } from "#harness/compare/drift/drift.ts";
import { type Case, realNameOf } from "#harness/report/list-cases.ts";
import { placeOfDrift } from "#harness/report/place-of-drift.ts";
import { type SideValue, sideValueOf } from "#harness/report/side-value.ts";
import { wordsOf } from "#harness/report/verdict-words.ts";
import type { Comparison, IdleTolerance, ScenarioResult } from "#harness/run/run-event.ts";
import { formatTable } from "./format-table.ts";
import { type Html, html, type Part } from "./markup.ts";

const mostItems = 200;

/** Gives what a comparison of the two sides found: the verdict, what differs side by side, what is tolerated. */
export function formatComparison(result: ScenarioResult, one: Case, comparison: Comparison): Html {
  const { verdict, why, drift, undecided, tolerated, idleTolerances } = comparison;
  return html`<p class="verdict ${verdict}"><strong>${wordsOf(comparison)}</strong>: ${why}</p>
${formatItems(drift, { caption: "Differences", one, last: "place in the file", lastCell: (item) => placeText(result, item) })}
${formatItems(undecided, { caption: "Sent by one side only, which may be data", one, last: "place in the file", lastCell: (item) => placeText(result, item) })}
${formatItems(tolerated, { caption: "Tolerated differences", one, last: "why", lastCell: ({ why: reason, until }) => `${reason} (until ${until})` })}
${idleTolerances.length === 0 ? "" : html`<ul class="idle">${idleTolerances.map((tolerance) => formatIdle(result, tolerance))}</ul>`}`;
}

function formatItems<Item extends DriftItem>(
  items: readonly Item[],
  options: { readonly caption: string; readonly one: Case; readonly last: string; lastCell(item: Item): Part },
): Part {
  if (items.length === 0) return "";
  const rows = items.slice(0, mostItems).map((item) => ({
    cells: [
      html`<code>${item.at}</code> <span class="muted">${item.kind}</span>${item.call === undefined ? "" : html`<br><code class="muted">${item.call}</code>`}`,
      sideCell(sideValueOf(item, "mock")),
      sideCell(sideValueOf(item, "live")),
      item.message,
      options.lastCell(item),
    ],
  }));
  const head = ["place", "mock", realNameOf(options.one), "what it means", options.last];
  const more = items.length - mostItems;
  return [
    formatTable({ caption: options.caption, head, rows }),
    ...(more > 0 ? [html`<p class="note">and ${more} more</p>`] : []),
  ];
}

function sideCell({ text, isValue }: SideValue): Part {
  return isValue ? html`<code>${text}</code>` : html`<span class="muted">${text}</span>`;
}

function placeText(result: ScenarioResult, item: DriftItem): Part {
  const { line, column } = placeOfDrift(result, item);
  return html`<code>${result.file}:${line}:${column}</code>`;
}

function formatIdle({ file }: ScenarioResult, { line, column, at, may, until, state }: IdleTolerance): Html {
  const words = state === "expired" ? "is over" : "is not needed";
  return html`<li>A tolerance ${words}: <code>${at}</code> may ${may}, until ${until} <code>${file}:${line}:${column}</code></li>`;
}
