import { cellOfClaim, claimColumnsOf } from "#harness/report/claim-cells.ts";
import type { ClaimResult, ScenarioResult } from "#harness/run/run-event.ts";
import { formatTable } from "./format-table.ts";
import { type Html, html, type Part } from "./markup.ts";

/** Gives a scenario's claims with their verdicts, and folded the evidence for each. */
export function formatClaims(result: ScenarioResult): Html {
  const columns = claimColumnsOf([result]);
  const rows = result.claims.map((claim) => ({
    kind: claim.flipped.length > 0 || claim.error !== undefined ? "failed" : "",
    cells: [
      html`${claim.claim}${formatNotes(result, claim)}`,
      claim.by,
      ...columns.map((column): Part => {
        const cell = cellOfClaim(result, claim, column);
        const flip = claim.flipped.find(({ contract }) => contract === column);
        return html`<span class="cell ${cell.replace(" ", "-")}">${cell}</span>${flip === undefined ? "" : html` <strong class="badge failed">pinned ${flip.pinned}</strong>`}`;
      }),
    ],
  }));
  return html`<section class="claims"><h4>Claims</h4>${formatTable({ caption: "Claims and their verdicts", head: ["claim", "by", ...columns], rows })}</section>`;
}

function formatNotes({ file }: ScenarioResult, { line, why, error, notRunLive, evidence }: ClaimResult): Part {
  return [
    html` <code class="muted">${file}:${line}</code>`,
    ...(why === undefined ? [] : [html`<p class="note">undecided: ${why}</p>`]),
    ...(error === undefined ? [] : [html`<p class="reason">could not be tested: ${error}</p>`]),
    ...(notRunLive === undefined ? [] : [html`<p class="note">not tested on the real API: ${notRunLive}</p>`]),
    ...(evidence.length === 0
      ? []
      : [
          html`<details class="evidence"><summary>evidence</summary><ul>${evidence.map(
            ({ contract, trial, call, answer }) =>
              html`<li>${contract}, ${trial}: <code>${call}</code> &rarr; ${answer}</li>`,
          )}</ul></details>`,
        ]),
  ];
}
