import { comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import { adviseNext } from "#harness/report/advise-next.ts";
import { countOf } from "#harness/report/count-of.ts";
import { listFindings } from "#harness/report/list-findings.ts";
import { type RunSummary, summarizeRun, testedColumns } from "#harness/report/summarize-run.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { verdicts } from "#harness/scenario/scenario.ts";

/** Gives the run in numbers, one line each, and what to do next where something is to be done. */
export function formatSummary(run: RunResult): string {
  const summary = summarizeRun(run);
  const { scenarios, claims, refusedCalls } = summary;
  const skipped = scenarios.skipped > 0 ? `, ${scenarios.skipped} skipped because the run was stopped` : "";
  const next = adviseNext(listFindings(run));
  const lines = [
    `Scenarios: ${scenarios.passed} passed, ${scenarios.failed} failed, ${countOf(scenarios.error, "error")}${skipped}`,
    ...testedColumns(summary).map((column) => {
      const counts = verdicts.map((verdict) => `${claims[column][verdict]} ${verdict}`).join(", ");
      return `Claims ${column === "live" ? "on live" : `under ${column}`}: ${counts}`;
    }),
    ...formatComparisons(summary),
    ...(refusedCalls > 0 ? [`Refused for safety: ${countOf(refusedCalls, "call")}`] : []),
    `Time: ${formatDuration(run.durationMs)}`,
    ...formatExitCodes(summary),
    ...(next === undefined ? [] : [`Next: ${next}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function formatComparisons({ comparisons }: RunSummary): string[] {
  const found = comparisonVerdicts.filter((verdict) => comparisons[verdict] > 0);
  if (found.length === 0) return [];
  return [`Comparison: ${found.map((verdict) => `${comparisons[verdict]} ${verdictCountWords[verdict]}`).join(", ")}`];
}

function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** One code speaks for itself; of several, a reader cannot know which the others were. */
function formatExitCodes({ exitCodes }: RunSummary): string[] {
  const [first, ...others] = exitCodes;
  return others.length === 0
    ? []
    : [`Exit code: ${first}, and ${others.join(", ")} would apply too (docs/exit-codes.md)`];
}
