import { countOf } from "#harness/report/count-of.ts";
import { fatalReasonOf } from "#harness/report/fatal-reason.ts";
import type { RunResult, ScenarioResult, ScenarioStatus } from "#harness/run/run-event.ts";
import { formatDocument } from "./format-document.ts";
import { formatScenario } from "./format-scenario.ts";
import { formatSummary } from "./format-summary.ts";
import { formatToolbar } from "./format-toolbar.ts";
import { type Html, html } from "./markup.ts";

const mostBodyBytes = 15_000_000;
const mostOpen = 10;

/** Gives a run as a page. */
export function formatPage(run: RunResult): string {
  const anchors = new Map(run.scenarios.map(({ id }, index) => [id, `scenario-${index + 1}`]));
  const body = html`${formatSummary(run, (id) => anchors.get(id))}
<main id="scenarios" tabindex="-1">
<h2 class="sr">Scenarios</h2>
${formatToolbar(run.scenarios)}
${formatScenarios(run.scenarios)}
<p id="empty" class="note" hidden>No scenario matches the filter.</p>
</main>`;
  return formatDocument({
    title: titleOf(run),
    skip: { to: "scenarios", name: "To the scenarios" },
    body,
    hasScript: true,
  });
}

/** What failed is written first, so that a page that becomes too large leaves out bodies of what passed. */
function formatScenarios(results: readonly ScenarioResult[]): readonly Html[] {
  const budget = { left: mostBodyBytes };
  const written = new Map<number, Html>();
  const order = [...results.entries()].sort(([, a], [, b]) => urgency[a.status] - urgency[b.status]);
  let open = 0;
  for (const [index, result] of order) {
    const isOpen = result.status !== "passed" && open++ < mostOpen;
    written.set(index, formatScenario(result, { anchor: `scenario-${index + 1}`, open: isOpen, budget }));
  }
  return results.map((_, index) => written.get(index) ?? html``);
}

const urgency: Readonly<Record<ScenarioStatus, number>> = { failed: 0, error: 1, passed: 2 };

function titleOf(run: RunResult): string {
  const { scenarios, exitCode } = run;
  if (fatalReasonOf(run) !== undefined) return "✗ nothing was run · genesys-mock";
  const bad = scenarios.filter(({ status }) => status !== "passed").length;
  const total = countOf(scenarios.length, "scenario");
  return `${exitCode === 0 ? "✓" : "✗"} ${bad === 0 ? `${total} passed` : `${bad} of ${total} not passed`} · genesys-mock`;
}
