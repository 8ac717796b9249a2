import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { countOf } from "#harness/report/count-of.ts";
import { hideHeader, hideTokens } from "#harness/report/hide-tokens.ts";
import { reasonOfRefusal } from "#harness/report/reason-of-refusal.ts";
import { type DriftPlaces, placesOf } from "./drift-places.ts";
import { type BodyBudget, formatBody } from "./format-body.ts";
import { type Html, html, type Part } from "./markup.ts";
import type { CallPair } from "./pair-calls.ts";

interface CallOptions {
  /** What the sides are called; one that made no call has no name. */
  readonly names: { readonly mock?: string; readonly real?: string };
  readonly drift: readonly DriftItem[];
  readonly budget: BodyBudget;
  readonly open: boolean;
}

/** Gives a call with request and answer of each side, folded; both sides beside each other where there are two. */
export function formatCall(pair: CallPair, { names, drift, budget, open }: CallOptions): Html {
  const first = pair.mock ?? pair.real;
  if (first === undefined) return html``;
  const sides = [
    ...(names.mock === undefined ? [] : [{ name: names.mock, exchange: pair.mock }]),
    ...(names.real === undefined ? [] : [{ name: names.real, exchange: pair.real }]),
  ];
  return html`<details class="call" ${open ? html`open` : ""}><summary><code>${first.request.method} ${cut(hideTokens(first.request.path))}</code>${sides.map(
    ({ name, exchange }) => html` <span class="answer">${name} ${answerOf(exchange)}</span>`,
  )}</summary>
<div class="sides">${formatSides(sides, { drift, budget })}</div></details>
`;
}

interface CallSide {
  readonly name: string;
  readonly exchange: Exchange | undefined;
}

/** Two sides stand beside each other; of one side the answer stands beside its request. */
function formatSides(sides: readonly CallSide[], around: Pick<CallOptions, "drift" | "budget">): Part {
  const [only, ...others] = sides;
  if (only?.exchange !== undefined && others.length === 0) {
    const [request, answer] = formatExchange(only.exchange, around);
    return [html`<section class="side">${request}</section>`, html`<section class="side">${answer}</section>`];
  }
  return sides.map(
    ({ name, exchange }) =>
      html`<section class="side"><h6>${name}</h6>${exchange === undefined ? html`<p class="note">this side saw no such call</p>` : formatExchange(exchange, around)}</section>`,
  );
}

function formatExchange(
  exchange: Exchange,
  { drift, budget }: Pick<CallOptions, "drift" | "budget">,
): readonly [request: Html, answer: Html] {
  const { request, response, durationMs } = exchange;
  const places = placesOf(exchange, drift);
  const status = response === undefined ? "no answer" : String(response.status);
  return [
    html`<p class="line"><b>Request</b> <code>${request.method} ${cut(hideTokens(request.path))}</code></p>
${formatHeaders(request.headers)}${formatBody(request, { budget })}`,
    html`<p class="line"><b>Answer</b> ${places.status ? html`<mark>${status}</mark>` : status} <span class="muted">after ${Math.round(durationMs)} ms</span></p>
${formatError(exchange)}
${response === undefined ? "" : html`${formatHeaders(response.headers, places)}${formatBody(response, { places, budget })}`}`,
  ];
}

function formatError(exchange: Exchange): Part {
  if (exchange.refused === true) {
    return html`<p class="refused">Refused for safety, and never sent: ${reasonOfRefusal(exchange)}</p>`;
  }
  return exchange.error !== undefined && html`<p class="note">${exchange.error}</p>`;
}

const mostHeaders = 60;

function formatHeaders(headers: Exchange["request"]["headers"], places?: DriftPlaces): Html {
  if (headers.length === 0) return html``;
  const shown = headers.slice(0, mostHeaders).map(([name, value]) => {
    const text = `${name}: ${cut(hideHeader(name, value))}`;
    return html`<li>${places?.headers.has(name.toLowerCase()) ? html`<mark>${text}</mark>` : text}</li>`;
  });
  const marked = places !== undefined && headers.some(([name]) => places.headers.has(name.toLowerCase()));
  return html`<details class="headers" ${marked ? html`open` : ""}><summary>${countOf(headers.length, "header")}</summary><ul>${shown}</ul></details>`;
}

function answerOf(exchange: Exchange | undefined): string {
  if (exchange === undefined) return "–";
  if (exchange.refused === true) return "refused";
  return exchange.response === undefined ? "no answer" : String(exchange.response.status);
}

const longest = 2000;

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
