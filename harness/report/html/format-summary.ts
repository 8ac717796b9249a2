import { comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import { adviseNext } from "#harness/report/advise-next.ts";
import { countOf } from "#harness/report/count-of.ts";
import { fatalReasonOf } from "#harness/report/fatal-reason.ts";
import { type Finding, listFindings } from "#harness/report/list-findings.ts";
import { listNotRun } from "#harness/report/list-not-run.ts";
import { summarizeRun, testedColumns } from "#harness/report/summarize-run.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { RunPlan, RunResult } from "#harness/run/run-event.ts";
import { verdicts } from "#harness/scenario/scenario.ts";
import { type Html, html, type Part } from "./markup.ts";

const mostFindings = 30;
const mostNames = 100;

/** Gives the head of the page: how the run ended, in numbers, what to look at first, and the plan. */
export function formatSummary(run: RunResult, anchorOf: (id: string) => string | undefined): Html {
  const findings = listFindings(run).filter(({ kind }) => kind !== "not-run");
  const next = adviseNext(findings);
  const { scenarios } = summarizeRun(run);
  const ended = run.exitCode === 0 ? "passed" : "failed";
  return html`<header>
<p class="product">genesys-mock</p>
<h1 class="${ended}">${fatalReasonOf(run) === undefined ? headlineOf(scenarios) : "Nothing was run"}</h1>
${run.plan !== undefined && run.plan.target !== "recording" ? formatPrivacy() : ""}
<dl class="numbers">${numbersOf(run).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${next === undefined ? "" : html`<p class="next"><b>Next:</b> ${next}</p>`}
${formatFindings(findings, anchorOf)}
${formatNotRun(run)}
${run.plan === undefined ? "" : formatPlan(run.plan)}
</header>
`;
}

/** In recordings people's data is replaced; what comes from a real org is shown as it is. */
function formatPrivacy(): Html {
  return html`<p class="privacy" role="note"><b>Real data:</b> this page shows what the real org sent as it was sent. Secrets are replaced; people's names, email addresses and phone numbers are not. Give it only to those who may see them there.</p>`;
}

function headlineOf({ total, failed, error, skipped }: ReturnType<typeof summarizeRun>["scenarios"]): string {
  const bad = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(error > 0 ? [`${error} could not run`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const of = countOf(total, "scenario");
  return bad.length === 0 ? `${of} passed` : `${of}: ${bad.join(", ")}`;
}

function numbersOf(run: RunResult): readonly (readonly [name: string, value: string])[] {
  const summary = summarizeRun(run);
  const { scenarios, comparisons, claims, refusedCalls } = summary;
  const compared = comparisonVerdicts.filter((verdict) => comparisons[verdict] > 0);
  return [
    ["Scenarios", `${scenarios.passed} passed, ${scenarios.failed} failed, ${countOf(scenarios.error, "error")}`],
    ...(compared.length > 0
      ? [
          [
            "Mock and real API",
            compared.map((one) => `${comparisons[one]} ${verdictCountWords[one]}`).join(", "),
          ] as const,
        ]
      : []),
    ...testedColumns(summary).map(
      (column) => [`Claims, ${column}`, verdicts.map((one) => `${claims[column][one]} ${one}`).join(", ")] as const,
    ),
    ...(refusedCalls > 0 ? [["Refused for safety", String(refusedCalls)] as const] : []),
    ["Time", run.durationMs < 1000 ? `${Math.round(run.durationMs)} ms` : `${(run.durationMs / 1000).toFixed(1)} s`],
    ["Exit code", run.exitCodes.length > 1 ? `${run.exitCode} (of ${run.exitCodes.join(", ")})` : String(run.exitCode)],
  ];
}

function formatFindings(findings: readonly Finding[], anchorOf: (id: string) => string | undefined): Part {
  if (findings.length === 0) return "";
  const shown = findings.slice(0, mostFindings).map(({ kind, level, title, messages, scenario }) => {
    const anchor = scenario === undefined ? undefined : anchorOf(scenario);
    const name = anchor === undefined ? title : html`<a href="${`#${anchor}`}">${title}</a>`;
    // Why nothing was run stands nowhere else on the page.
    const isWhole = kind === "fatal" || messages.length < 2;
    const text = isWhole ? messages.join(" ") : `${messages[0]} (and ${messages.length - 1} more)`;
    return html`<li class="${level} ${kind}">${name} <span class="muted">${text}</span></li>`;
  });
  const more = findings.length - shown.length;
  return html`<section><h2>To look at</h2><ol class="findings">${shown}</ol>${more > 0 ? html`<p class="note">and ${more} more, in the scenarios below</p>` : ""}</section>`;
}

function formatNotRun(run: RunResult): Part {
  const groups = listNotRun(run.scenarios);
  if (groups.length === 0) return "";
  const count = new Set(groups.flatMap(({ scenarios }) => scenarios)).size;
  return html`<details class="more"><summary>Not run in full: ${countOf(count, "scenario")}</summary><ul>${groups.map(
    ({ reason, scenarios }) => {
      const more = scenarios.length - mostNames;
      return html`<li>${scenarios.length}: ${reason} <span class="muted">${scenarios.slice(0, mostNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}</span></li>`;
    },
  )}</ul></details>`;
}

function formatPlan({ target, address, organizationId, allowed, callsPerMinute, scenarios }: RunPlan): Html {
  const there = scenarios.filter(({ notRun }) => notRun === undefined).length;
  const rows: readonly (readonly [string, string])[] = [
    ["Target", `${target}, ${address}`],
    ["Organization", organizationId ?? "not pinned"],
    ["Allowed", allowed],
    ...(callsPerMinute === undefined ? [] : [["Rate", `at most ${callsPerMinute} calls a minute`] as const]),
    ["Planned there", `${there} of ${scenarios.length} scenarios`],
  ];
  return html`<details class="more"><summary>Plan</summary><dl class="plan">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></details>`;
}
