import { countOf } from "#harness/report/count-of.ts";
import { type DriftGroup, groupDrift } from "#harness/report/group-drift.ts";
import { isFailedComparison } from "#harness/report/is-failure.ts";
import { type Case, nameOfCase, realNameOf } from "#harness/report/list-cases.ts";
import { oneLine } from "#harness/report/output.ts";
import { placeOfDrift } from "#harness/report/place-of-drift.ts";
import { sideValueOf } from "#harness/report/side-value.ts";
import { toleranceOf } from "#harness/report/tolerance-of.ts";
import { wordsOf } from "#harness/report/verdict-words.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { type Colours, marks } from "./colours.ts";
import { type DiffTool, formatBlock, formatDiff, headingOf } from "./format-block.ts";
import { formatNames } from "./format-names.ts";

const mostItems = 25;
const mostCalls = 5;
const mostEntries = 10;

/** Gives a block about the differences between mock and real API where they matter; nothing where all is as it should be. */
export function formatComparison(
  result: ScenarioResult,
  one: Case,
  tools: { readonly colours: Colours; readonly diff: DiffTool },
): string[] {
  const { comparison } = one;
  if (comparison === undefined || result.status === "passed" || !isFailedComparison(comparison)) return [];
  const { drift, tolerated, why } = comparison;
  const groups = groupDrift(drift);
  const hidden = groups.length - mostItems;
  return [
    formatBlock([
      `${headingOf("failed", tools.colours)(`${marks.failed} ${oneLine(result.id)}`)} [${oneLine(nameOfCase(one))}] mock and ${oneLine(realNameOf(one))}: ${wordsOf(comparison)}`,
      oneLine(why),
      ...groups.slice(0, mostItems).flatMap((group) => formatGroup(result, one, group, tools)),
      ...(hidden > 0 ? [`… ${countOf(hidden, "more difference")}: the JSON and HTML reports have them all`] : []),
      ...(tolerated.length > 0 ? [`tolerated: ${countOf(tolerated.length, "difference")}`] : []),
      ...formatEntries(one, groups),
    ]),
  ];
}

function formatGroup(
  result: ScenarioResult,
  one: Case,
  { item, calls }: DriftGroup,
  { colours, diff }: { readonly colours: Colours; readonly diff: DiffTool },
): string[] {
  const { line, column } = placeOfDrift(result, item);
  const real = oneLine(realNameOf(one));
  const [call] = calls;
  const where = call === undefined ? "" : ` of ${calls.length === 1 ? oneLine(call) : countOf(calls.length, "call")}`;
  const lines = diff(item.mock, item.live);
  const width = Math.max("mock".length, real.length) + 2;
  return [
    `${oneLine(result.file)}:${line}:${column}  ${oneLine(item.at)} (${item.kind})${where}`,
    `  ${oneLine(item.message)}`,
    ...(calls.length > 1 ? [`  in ${formatNames(calls, mostCalls)}`] : []),
    ...(lines === undefined
      ? [
          `  ${"mock".padEnd(width)}${oneLine(sideValueOf(item, "mock").text)}`,
          `  ${real.padEnd(width)}${oneLine(sideValueOf(item, "live").text)}`,
        ]
      : formatDiff(lines, { left: "mock", right: real, colours })),
  ];
}

/** What to paste into the scenario. Where a side fails or could not run, no tolerance would change the verdict. */
function formatEntries({ comparison, mock, real }: Case, groups: readonly DriftGroup[]): string[] {
  if (comparison?.verdict !== "drift" || [mock, real].some((leg) => leg?.status === "error")) return [];
  const entries = [...new Set(groups.flatMap(({ item }) => toleranceOf(item) ?? []))];
  if (entries.length === 0) return [];
  const hidden = entries.length - mostEntries;
  return [
    "to allow what is meant to stay, under `compare.tolerate`, with why and a last day (until: YYYY-MM-DD):",
    ...entries.slice(0, mostEntries).map((entry) => `  - ${oneLine(entry)}`),
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
  ];
}
