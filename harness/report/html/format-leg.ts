import { listHint } from "#harness/report/list-hint.ts";
import { listOutput } from "#harness/report/list-output.ts";
import type { Leg, ScenarioResult } from "#harness/run/run-event.ts";
import { type Html, html } from "./markup.ts";

const mostDifferences = 100;

/** Gives what one side has to say beside its calls: every mismatch, why it could not run, what was cleaned up, the curl line. */
export function formatLeg(result: ScenarioResult, leg: Leg): Html {
  const { differences, error, attempts = 1, cleanUp = [], curl, diagnosis } = leg;
  const place = leg.errorPlace && html`<code>${result.file}:${leg.errorPlace.line}:${leg.errorPlace.column}</code> `;
  const printed = listOutput(leg);
  const more = differences.length - mostDifferences;
  return html`<section class="side"><h5>${leg.target} <span class="badge ${leg.status}">${statusWords[leg.status]}</span></h5>
${attempts > 1 ? html`<p class="note">ran ${attempts} times: it was answered 429 and repeated after the wait</p>` : ""}
${error === undefined ? "" : html`<p class="${leg.status === "not-run" ? "note" : "reason"}">${place}${error}</p>`}
${
  differences.length === 0
    ? ""
    : html`<ul class="mismatches">${differences
        .slice(0, mostDifferences)
        .map(
          ({ line, column, message }) => html`<li><code>${result.file}:${line}:${column}</code> ${message}</li>`,
        )}${more > 0 ? html`<li>and ${more} more</li>` : ""}</ul>`
}
${diagnosis === undefined ? "" : html`<h6>Why</h6><p class="reason">${diagnosis.cause}</p>${diagnosis.corrected === undefined ? "" : html`<p class="note">Accepted would be, with ${diagnosis.changes.join("; ")}:</p><pre tabindex="0"><code>${diagnosis.corrected}</code></pre>`}`}
${listHint(leg).map((hint) => html`<p class="note">${hint}</p>`)}
${printed.length === 0 ? "" : html`<h6>Output</h6><pre tabindex="0"><code>${printed.join("\n")}</code></pre>`}
${cleanUp.length === 0 ? "" : html`<h6>Cleaned up</h6><ul>${cleanUp.map(({ call, error: left }) => html`<li><code>${call}</code>${left === undefined ? " deleted" : html` <strong>left to you: ${left}</strong>`}</li>`)}</ul>`}
${curl === undefined ? "" : html`<details class="curl"><summary>curl</summary><pre tabindex="0"><code>${curl}</code></pre></details>`}</section>`;
}

const statusWords: Readonly<Record<Leg["status"], string>> = {
  passed: "passed",
  failed: "failed",
  error: "could not run",
  "not-run": "not run",
};
