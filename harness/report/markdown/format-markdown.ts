import { comparisonVerdicts } from "#harness/compare/drift/drift.ts";
import { adviseNext } from "#harness/report/advise-next.ts";
import { formatClaimsMarkdown } from "#harness/report/claims-markdown.ts";
import { countOf } from "#harness/report/count-of.ts";
import { fatalReasonOf } from "#harness/report/fatal-reason.ts";
import { type Finding, listFindings } from "#harness/report/list-findings.ts";
import { listProblems } from "#harness/report/list-problems.ts";
import { summarizeRun } from "#harness/report/summarize-run.ts";
import { verdictCountWords } from "#harness/report/verdict-words.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import { createWriter, type Writer } from "./create-writer.ts";
import { formatDriftTable } from "./format-drift-table.ts";
import { formatFailedCalls } from "./format-failed-calls.ts";
import { formatNotRun } from "./format-not-run.ts";
import { formatUndecided } from "./format-undecided.ts";
import { formatWireTables } from "./format-wire-tables.ts";

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
    formatFailedCalls(run.scenarios, write),
    formatWireTables(run.scenarios, write),
    formatDriftTable(run.scenarios, { write, mostRows }),
    formatFindings(
      "Look at",
      findings.filter(({ level, kind }) => level === "warning" && kind !== "not-run"),
      write,
    ),
    formatClaims(run, redact),
    formatUndecided(run.scenarios, write),
    formatNotRun(run.scenarios, write),
  ];
  return takeWhole(sections.filter((section) => section !== "")).join("\n");
}

/** Gives, in the same form, what is wrong with scenario files, because of which nothing was run. */
export function formatProblemsMarkdown(problems: readonly ScenarioProblem[], redact: (text: string) => string): string {
  const write = createWriter(redact);
  const findings = listProblems(problems);
  const head = `### ❌ genesys-mock: nothing was run, ${countOf(problems.length, "problem")}, exit code 2\n`;
  return [head, formatAdvice(findings), formatFindings("Problems", findings, write)].join("\n");
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
  const counts =
    fatalReasonOf(run) !== undefined
      ? ["nothing was run"]
      : [
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
