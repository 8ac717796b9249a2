import type { ComparedClient, WireComparison } from "#harness/compare/wire/wire-difference.ts";
import { formatTable } from "./format-table.ts";
import { type Html, html, type Part } from "./markup.ts";

const longestValue = 500;

/** Gives what several clients sent differently, the decisive difference first and marked. */
export function formatWire(wire: WireComparison): Html {
  return html`<section class="wire"><h4>On the wire, ${wire.contract}</h4>${wire.others.map((other) => formatClient(wire, other))}</section>`;
}

function formatClient({ reference }: WireComparison, other: ComparedClient): Html {
  const { client, call, referenceAnswer, answer, differences, hidden } = other;
  const rows = differences.map(({ part, name, reference: sent, other: otherSent, message, decisive }) => ({
    kind: decisive === true ? "decisive" : "",
    cells: [
      html`${decisive === true ? html`<strong class="badge failed">decisive</strong> ` : ""}${part}`,
      html`<code>${name}</code>`,
      sentCell(sent),
      sentCell(otherSent),
      message,
    ],
  }));
  const noise = hidden === 0 ? "Nothing is hidden as noise." : `${hidden} more hidden as noise.`;
  const caption = `${client} compared with ${reference}`;
  return html`<p><code>${call}</code>: ${reference} was answered <b>${referenceAnswer}</b>, ${client} <b>${answer}</b>.</p>
${rows.length === 0 ? html`<p class="note">Nothing that they sent differs in what can matter.</p>` : formatTable({ caption, head: ["part", "name", reference, client, "why it can matter"], rows })}
<p class="note">${noise}</p>`;
}

function sentCell(value: string | undefined): Part {
  if (value === undefined) return html`<span class="muted">nothing</span>`;
  return html`<code>${value.length > longestValue ? `${value.slice(0, longestValue)}…` : value}</code>`;
}
