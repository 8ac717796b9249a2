import { oneLine } from "#harness/report/output.ts";
import { readReports } from "#harness/report/reported/read-reports.ts";
import {
  type ReportedSummary,
  reportedTag,
  type SettledSide,
  type SideVerdict,
  summarizeReported,
} from "#harness/report/reported/summarize-reported.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { contractNames, verdicts } from "#harness/scenario/scenario.ts";

/** Gives what a run says of the reports in the catalogue that its scenarios repeat; empty for a run without such. */
export async function formatReported(run: RunResult): Promise<string> {
  const repeating = run.scenarios.find(({ tags, report }) => tags.includes(reportedTag) && report !== undefined);
  const reports = repeating && (await readReports(repeating.file));
  // A catalogue that cannot be read has no reports; numbers of none would only mislead.
  if (reports === undefined || reports.reports.length === 0) return "";
  return formatReportedSummary(summarizeReported(run, reports));
}

/** Two lines of numbers and, below a heading with its legend, one line per contradiction. */
export function formatReportedSummary(summary: ReportedSummary): string {
  const { reports, reproduced, sameStatus, claims, contradictions } = summary;
  const same = contractNames.map((name) => `${sameStatus[name]} under ${name}`).join(", ");
  const ofClaims = contractNames.map((name) => {
    return `${name}: ${verdicts.map((verdict) => `${claims[name][verdict]} ${verdict}`).join(", ")}`;
  });
  return [
    `Reports: ${reproduced} of ${reports} reproduced; answered with the reported status: ${same}\n`,
    `Claims of reports under ${ofClaims.join("; under ")}\n`,
    ...(contradictions.length === 0 ? [] : [legend, ...formatContradictions(contradictions)]),
  ].join("");
}

const marks: Readonly<Record<SideVerdict, string>> = {
  holds: "✓",
  refuted: "✗",
  partly: "~",
  undecided: "?",
  untested: "-",
};

const legend = `Where reports contradict each other (${contractNames.join(", ")}: ✓ holds, ✗ refuted, ~ partly, ? undecided):\n`;

function formatContradictions(contradictions: ReportedSummary["contradictions"]): string[] {
  const widthOf = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const topicWidth = widthOf(contradictions.map(({ topic }) => oneLine(topic)));
  const sideWidth = widthOf(contradictions.map(({ a }) => formatSide(a)));
  return contradictions.map(
    ({ topic, a, b }) =>
      `  ${oneLine(topic).padEnd(topicWidth)}  ${formatSide(a).padEnd(sideWidth)}  ${formatSide(b)}\n`,
  );
}

function formatSide({ says, verdicts: found }: SettledSide): string {
  return `${contractNames.map((name) => marks[found[name]]).join("")} ${oneLine(says)}`;
}
