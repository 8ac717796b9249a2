import type { Message } from "#harness/compare/read-body.ts";
import { hideTokens } from "#harness/report/hide-tokens.ts";
import { readBodyText } from "#harness/report/read-body-text.ts";
import { type DriftPlaces, isDrift } from "./drift-places.ts";
import { formatJsonLines } from "./json-lines.ts";
import { type Html, html } from "./markup.ts";

/** How many bytes of bodies a page may still show, so that its size has a bound whatever servers send. */
export interface BodyBudget {
  left: number;
}

const mostBytes = 20_000;
const mostLines = 800;

/** Gives a body, JSON with a line for each value; lines with what differs from the other side are marked. */
export function formatBody(
  message: Message,
  { places, budget }: { readonly places?: DriftPlaces; readonly budget: BodyBudget },
): Html {
  const size = message.body.length;
  if (size === 0) return html`<p class="note">no body</p>`;
  if (budget.left <= 0) return html`<p class="note">${size} bytes, left out because the page is large already</p>`;
  const { kind, text, cut } = readBodyText(message, Math.min(mostBytes, budget.left));
  if (kind !== "text") return html`<p class="note">${size} bytes that are no text</p>`;
  budget.left -= text.length;
  // The ellipsis stands directly behind what was cut: it tells the redactor that a secret may have been cut here.
  const shown = hideTokens(cut ? `${text}…` : text);
  const lines = formatJsonLines(shown) ?? shown.split("\n").map((line) => ({ text: line, pointer: "" }));
  const written = lines
    .slice(0, mostLines)
    .map(({ text: line, pointer }) =>
      places !== undefined && isDrift(pointer, places)
        ? html`${line.slice(0, indentOf(line))}<mark>${line.slice(indentOf(line))}</mark>\n`
        : html`${line}\n`,
    );
  const notes = [
    ...(cut ? [`only the first ${text.length} characters of ${size} bytes are shown`] : []),
    ...(lines.length > mostLines ? [`${lines.length - mostLines} more lines are not shown`] : []),
  ];
  return html`<pre class="body" tabindex="0"><code>${written}</code></pre>${notes.map((note) => html`<p class="note">${note}</p>`)}`;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
