import type { ScenarioResult } from "#harness/run/run-event.ts";
import { type Html, html } from "./markup.ts";
import { flags, flagsOf } from "./scenario-flags.ts";

const words = { failed: "failed", error: "errors", drift: "differ", "not-run": "not run", passed: "passed" } as const;

/** Gives the filter. It is hidden until the page's script shows it, since it needs the script. */
export function formatToolbar(results: readonly ScenarioResult[]): Html {
  const counts = flags
    .map((flag) => ({ flag, count: results.filter((result) => flagsOf(result).includes(flag)).length }))
    .filter(({ count }) => count > 0);
  const choices = [
    { flag: "", word: "all", count: results.length },
    ...counts.map(({ flag, count }) => ({ flag, word: words[flag], count })),
  ];
  return html`<form class="toolbar" id="toolbar" role="search" hidden>
<label class="search"><span class="sr">Filter scenarios by text</span><input type="search" id="filter" placeholder="Filter by text" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
<fieldset><legend class="sr">Filter scenarios by status</legend>${choices.map(
    ({ flag, word, count }) =>
      html`<label class="choice"><input type="radio" name="status" value="${flag}" ${flag === "" ? html`checked` : ""}><span>${word} <b>${count}</b></span></label>`,
  )}</fieldset>
<button type="button" id="fold">Open all</button>
<p class="keys muted"><kbd>/</kbd> filter <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open</p>
<p id="count" class="muted" role="status" aria-live="polite"></p>
</form>
`;
}
