import { comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import { adviseNext } from "#harness/report/advise-next.ts";
import { countOf } from "#harness/report/count-of.ts";
import { fatalReasonOf } from "#harness/report/fatal-reason.ts";
import { listFindings } from "#harness/report/list-findings.ts";
import { oneLine } from "#harness/report/output.ts";
import { type RunSummary, summarizeRun, testedColumns } from "#harness/report/summarize-run.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { verdicts } from "#harness/scenario/scenario.ts";

export interface SummaryOptions {
  /** Where the run keeps recordings, as it was named. */
  readonly recordFolder?: string;
}

/** Gives the run in numbers, one line each, and what to do next where something is to be done. */
export function formatSummary(run: RunResult, options: SummaryOptions = {}): string {
  const summary = summarizeRun(run);
  const { claims, refusedCalls } = summary;
  const next = adviseNext(listFindings(run));
  const lines = [
    `Scenarios: ${describeScenarios(run, summary)}`,
    ...testedColumns(summary).map((column) => {
      const counts = verdicts.map((verdict) => `${claims[column][verdict]} ${verdict}`).join(", ");
      return `Claims ${column === "live" ? "on live" : `under ${column}`}: ${counts}`;
    }),
    ...formatComparisons(summary),
    ...(refusedCalls > 0 ? [`Refused for safety: ${countOf(refusedCalls, "call")}`] : []),
    ...formatRecorded(run, options),
    `Time: ${formatDuration(run.durationMs)}`,
    ...formatExitCodes(run),
    ...(next === undefined ? [] : [`Next: ${next}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function describeScenarios(run: RunResult, { scenarios }: RunSummary): string {
  const { passed, failed, error, skipped } = scenarios;
  if (fatalReasonOf(run) !== undefined) return `none was run, ${skipped} ${skipped === 1 ? "was" : "were"} selected`;
  const ending = skipped > 0 ? `, ${skipped} skipped because the run was stopped` : "";
  return `${passed} passed, ${failed} failed, ${countOf(error, "error")}${ending}`;
}

/** What could not be written, the command says beside the report. */
function formatRecorded({ scenarios }: RunResult, { recordFolder }: SummaryOptions): string[] {
  const count = scenarios.filter(({ recorded = [] }) => recorded.length > 0).length;
  if (recordFolder === undefined) return [];
  return [
    `Recorded: ${count === 0 ? "nothing" : `${countOf(count, "scenario")}, a file each in ${oneLine(recordFolder)}`}`,
  ];
}

function formatComparisons({ comparisons }: RunSummary): string[] {
  const found = comparisonVerdicts.filter((verdict) => comparisons[verdict] > 0);
  if (found.length === 0) return [];
  return [`Comparison: ${found.map((verdict) => `${comparisons[verdict]} ${verdictCountWords[verdict]}`).join(", ")}`];
}

function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** One code speaks for itself, beside results; of several, a reader cannot know which the others were. */
function formatExitCodes(run: RunResult): string[] {
  const [first, ...others] = run.exitCodes;
  if (others.length > 0) return [`Exit code: ${first}, and ${others.join(", ")} would apply too (docs/exit-codes.md)`];
  return fatalReasonOf(run) === undefined ? [] : [`Exit code: ${first} (docs/exit-codes.md)`];
}
