import { comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import { adviseNext } from "#harness/report/advise-next.ts";
import { formatClaimsMarkdown } from "#harness/report/claims-markdown.ts";
import { countOf } from "#harness/report/count-of.ts";
import { type Finding, listFindings } from "#harness/report/list-findings.ts";
import { summarizeRun } from "#harness/report/summarize-run.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { createWriter, type Writer } from "./create-writer.ts";
import { formatDriftTable } from "./format-drift-table.ts";
import { formatNotRun } from "./format-not-run.ts";

const mostRows = 50;
// Of a step's summary 1 MiB is shown: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const mostCharacters = 300_000;

/** Gives a run in short for people who look at a CI job. `redact` is given every text before it is escaped. */
export function formatMarkdown(run: RunResult, redact: (text: string) => string): string {
  const write = createWriter(redact);
  const findings = listFindings(run);
  const sections = [
    formatStatus(run),
    formatAdvice(findings),
    formatFindings(
      "Failures",
      findings.filter(({ level }) => level === "error"),
      write,
    ),
    formatDriftTable(run.scenarios, { write, mostRows }),
    formatFindings(
      "Look at",
      findings.filter(({ level, kind }) => level === "warning" && kind !== "not-run"),
      write,
    ),
    formatClaims(run, redact),
    formatNotRun(run.scenarios, write),
  ];
  return takeWhole(sections.filter((section) => section !== "")).join("\n");
}

/** A section that is cut in the middle would spoil what follows; one that has no room is left out, and said so. */
function takeWhole(sections: readonly string[]): readonly string[] {
  let left = mostCharacters;
  const taken = sections.filter((section) => {
    left -= section.length;
    return left >= 0;
  });
  const missing = sections.length - taken.length;
  if (missing === 0) return taken;
  const words =
    missing === 1
      ? "1 more section is too long for a summary; the other reports have it."
      : `${missing} more sections are too long for a summary; the other reports have them.`;
  return [...taken, `${words}\n`];
}

function formatStatus(run: RunResult): string {
  const { scenarios, comparisons, refusedCalls } = summarizeRun(run);
  const counts = [
    `${scenarios.passed} passed`,
    `${scenarios.failed} failed`,
    countOf(scenarios.error, "error"),
    ...(scenarios.skipped > 0 ? [`${scenarios.skipped} skipped`] : []),
  ];
  const compared = comparisonVerdicts.filter((verdict) => comparisons[verdict] > 0);
  const icon = run.exitCode === 0 ? "✅" : "❌";
  const code = run.exitCode === 0 ? "" : `, exit code ${run.exitCode}`;
  return [
    `### ${icon} genesys-mock: ${counts.join(", ")}${code}\n`,
    ...(refusedCalls > 0 ? [`**Refused for safety: ${countOf(refusedCalls, "call")}**\n`] : []),
    ...(compared.length > 0
      ? [`Mock and real API: ${compared.map((one) => `${comparisons[one]} ${verdictCountWords[one]}`).join(", ")}\n`]
      : []),
  ].join("\n");
}

function formatAdvice(findings: readonly Finding[]): string {
  const next = adviseNext(findings);
  return next === undefined ? "" : `Next: ${next}\n`;
}

function formatFindings(heading: string, findings: readonly Finding[], write: Writer): string {
  if (findings.length === 0) return "";
  const rows = findings.slice(0, mostRows).map(({ place, title, messages }) => {
    const { file, line, column } = place ?? {};
    const where = file === undefined ? "" : write.code(`${file}:${line}${column === undefined ? "" : `:${column}`}`);
    return [where, write.text(title), write.list(messages)];
  });
  const more = findings.length - rows.length;
  const ending = more > 0 ? `\n… and ${more} more\n` : "";
  return `#### ${heading}\n\n${write.table(["where", "what", "why"], rows)}${ending}`;
}

function formatClaims(run: RunResult, redact: (text: string) => string): string {
  const claims = formatClaimsMarkdown(run.scenarios, { redact });
  return claims === "" ? "" : `#### Claims\n\n${claims}`;
}
