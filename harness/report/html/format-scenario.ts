import { isFixedBug } from "#harness/report/is-failure.ts";
import { type Case, listCases, nameOfCase } from "#harness/report/list-cases.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { BodyBudget } from "./format-body.ts";
import { formatCall } from "./format-call.ts";
import { formatClaims } from "./format-claims.ts";
import { formatComparison } from "./format-drift.ts";
import { formatLeg } from "./format-leg.ts";
import { formatWire } from "./format-wire.ts";
import { type Html, html, type Part } from "./markup.ts";
import { pairCalls } from "./pair-calls.ts";
import { flagsOf, marks } from "./scenario-flags.ts";

interface ScenarioOptions {
  /** Id of the element, for links. */
  readonly anchor: string;
  readonly open: boolean;
  readonly budget: BodyBudget;
}

/** Gives a scenario: a line that says how it ended, and folded below it everything that was seen. */
export function formatScenario(result: ScenarioResult, { anchor, open, budget }: ScenarioOptions): Html {
  const cases = listCases(result);
  return html`<article class="scenario ${result.status}" id="${anchor}" data-flags="${flagsOf(result).join(" ")}">
<details ${open ? html`open` : ""}><summary class="head"><span class="mark" aria-hidden="true">${marks[result.status]}</span><h3>${result.title}</h3><span class="sr">${result.status}</span> <code class="id">${result.id}</code>${chipsOf(result, cases)}<span class="muted time">${Math.round(result.durationMs)} ms</span></summary>
<div class="content">
<p class="muted"><code>${result.file}:${result.line}</code>${result.tags.map((tag) => html` <span class="tag">${tag}</span>`)}</p>
${isFixedBug(result) ? html`<p class="reason">The known bug is gone: remove <code>status: open-bug</code>.</p>` : ""}
${cases.map((one) => formatCase(result, one, budget))}
${result.wire.map(formatWire)}
${result.claims.length === 0 ? "" : formatClaims(result)}
</div></details></article>
`;
}

function chipsOf({ openBug }: ScenarioResult, cases: readonly Case[]): Part {
  const verdicts = [...new Set(cases.flatMap(({ comparison }) => comparison?.verdict ?? []))];
  return [
    ...(openBug === true ? [html` <span class="chip">open bug</span>`] : []),
    ...verdicts.map((verdict) => html` <span class="chip ${verdict}">${verdictCountWords[verdict]}</span>`),
  ];
}

const mostCalls = 40;

function formatCase(result: ScenarioResult, one: Case, budget: BodyBudget): Html {
  const { mock, real, comparison } = one;
  const pairs = pairCalls((mock?.exchanges ?? []).slice(-mostCalls), (real?.exchanges ?? []).slice(-mostCalls));
  const made = Math.max(mock?.exchanges.length ?? 0, real?.exchanges.length ?? 0);
  const failed = [mock, real].some((leg) => leg?.status === "failed" || leg?.status === "error");
  const open = failed || (comparison?.drift.length ?? 0) > 0;
  const names = nameSides(one);
  return html`<section class="case"><h4>${nameOfCase(one)}</h4>
${comparison === undefined ? "" : formatComparison(result, one, comparison)}
<div class="sides">${[mock, real].map((leg) => leg !== undefined && formatLeg(result, leg))}</div>
${made > mostCalls ? html`<p class="note">Only the last ${mostCalls} of ${made} calls are shown.</p>` : ""}
${pairs.map((pair, index) => formatCall(pair, { names, drift: comparison?.drift ?? [], budget, open: open && index === pairs.length - 1 }))}</section>`;
}

/** A side without any call has no column of its own. */
function nameSides({ mock, real }: Case): { readonly mock?: string; readonly real?: string } {
  const hasCalls = (leg: Case["mock"]) => leg !== undefined && leg.exchanges.length > 0;
  return {
    ...(mock !== undefined && hasCalls(mock) ? { mock: mock.target } : {}),
    ...(real !== undefined && hasCalls(real) ? { real: real.target } : {}),
  };
}
