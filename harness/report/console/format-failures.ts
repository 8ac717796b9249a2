import { alignDifference } from "#harness/report/align-difference.ts";
import { formatCause } from "#harness/report/format-cause.ts";
import { isFailedLeg, isFixedBug } from "#harness/report/is-failure.ts";
import { type Case, listCases, nameOfCase } from "#harness/report/list-cases.ts";
import { listHint } from "#harness/report/list-hint.ts";
import { listOutput } from "#harness/report/list-output.ts";
import { oneLine, printable } from "#harness/report/output.ts";
import type { ClaimResult, Leg, PlacedDifference, ScenarioResult } from "#harness/run/run-event.ts";
import { type Colours, marks } from "./colours.ts";
import { type DiffTool, formatBlock, formatDiff, headingOf, nothingToDiff } from "./format-block.ts";
import { formatCalls } from "./format-calls.ts";
import { formatComparison } from "./format-comparison.ts";

/**
 * Gives one block of lines for every leg that failed or could not run, every comparison that differs, every flipped verdict and
 * every claim that could not be tested, in the order of the scenarios. A block ends with a line feed.
 */
export function formatFailures(
  results: readonly ScenarioResult[],
  { colours, diff = nothingToDiff }: { readonly colours: Colours; readonly diff?: DiffTool },
): string[] {
  return results.flatMap((result) => [
    ...listCases(result).flatMap((one) => [
      ...legsOf(one)
        .filter((leg) => isFailedLeg(result, one, leg) && leg.circumstance === undefined)
        .map((leg) => formatLeg(result, leg, { colours, diff })),
      ...formatComparison(result, one, { colours, diff }),
    ]),
    ...result.claims.flatMap((claim) => [
      ...formatFlips(result, claim, colours),
      ...(claim.error === undefined ? [] : [formatClaimError(result, claim, claim.error, colours)]),
    ]),
    ...(isFixedBug(result) ? [formatFixedBug(result, colours)] : []),
  ]);
}

function legsOf({ mock, real }: Case): Leg[] {
  return [mock, real].flatMap((leg) => leg ?? []);
}

interface Tools {
  readonly colours: Colours;
  readonly diff: DiffTool;
}

function formatLeg(result: ScenarioResult, leg: Leg, tools: Tools): string {
  const status = leg.status === "error" ? "error" : "failed";
  const mark = `${marks[status]} ${oneLine(result.id)}`;
  const reason = leg.error === undefined ? [] : [`${placeOfError(result, leg)}  ${oneLine(leg.error)}`];
  return formatBlock([
    `${headingOf(status, tools.colours)(mark)} [${oneLine(nameOfCase(leg))}] on ${oneLine(leg.target)}`,
    ...reason,
    ...leg.differences.flatMap((difference) => formatDifference(result, difference, tools)),
    ...listOutput(leg),
    ...formatCalls(leg.exchanges),
    ...listHint(leg),
    ...formatDiagnosis(leg),
    ...(leg.curl === undefined ? [] : [printable(leg.curl)]),
  ]);
}

function placeOfError({ file, line }: ScenarioResult, { errorPlace }: Leg): string {
  return `${oneLine(file)}:${errorPlace === undefined ? line : `${errorPlace.line}:${errorPlace.column}`}`;
}

function formatDiagnosis({ diagnosis }: Leg): string[] {
  if (diagnosis === undefined) return [];
  const { changes, corrected } = diagnosis;
  return [
    formatCause(diagnosis),
    ...(corrected === undefined ? [] : [`accepted would be: ${oneLine(corrected)} (${oneLine(changes.join("; "))})`]),
  ];
}

function formatDifference({ file }: ScenarioResult, difference: PlacedDifference, { colours, diff }: Tools): string[] {
  const { line, column, message } = difference;
  const aligned = alignDifference(difference);
  return [
    `${oneLine(file)}:${line}:${column}  ${oneLine(message)}`,
    ...(aligned === undefined
      ? []
      : formatDiff(diff(aligned.expected, aligned.found), { left: "expected", right: "found", colours })),
  ];
}

function formatFlips(result: ScenarioResult, claim: ClaimResult, colours: Colours): string[] {
  return claim.flipped.map(({ contract, pinned, found }) =>
    formatBlock([
      `${headingOf("failed", colours)(`${marks.failed} ${oneLine(result.id)}`)} [${contract}] a verdict flipped`,
      `${oneLine(result.file)}:${claim.line}  claim: ${oneLine(claim.claim)}`,
      `pinned ${pinned}, found ${found}`,
      ...claim.evidence
        .filter((evidence) => evidence.contract === contract)
        .map(({ trial, call, answer }) => `${oneLine(trial)}: ${oneLine(call)} -> ${oneLine(answer)}`),
    ]),
  );
}

function formatClaimError(result: ScenarioResult, claim: ClaimResult, error: string, colours: Colours): string {
  return formatBlock([
    `${headingOf("error", colours)(`${marks.error} ${oneLine(result.id)}`)} a claim could not be tested`,
    `${oneLine(result.file)}:${claim.line}  claim: ${oneLine(claim.claim)}`,
    oneLine(error),
  ]);
}

function formatFixedBug(result: ScenarioResult, colours: Colours): string {
  return formatBlock([
    `${headingOf("failed", colours)(`${marks.failed} ${oneLine(result.id)}`)} a known bug is gone`,
    `${oneLine(result.file)}:${result.line}  expected it to fail, as \`status: open-bug\` says, found that every side passes`,
  ]);
}
