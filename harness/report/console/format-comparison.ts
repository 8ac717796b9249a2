import type { DriftItem } from "#harness/compare/drift/drift.ts";
import { formatValue } from "#harness/compare/format-value.ts";
import { countOf } from "#harness/report/count-of.ts";
import { isFailedComparison } from "#harness/report/is-failure.ts";
import { type Case, nameOfCase, realNameOf } from "#harness/report/list-cases.ts";
import { oneLine } from "#harness/report/output.ts";
import { placeOfDrift } from "#harness/report/place-of-drift.ts";
import { verdictWords } from "#harness/report/verdict-words.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import { type Colours, marks } from "./colours.ts";
import { type DiffTool, formatBlock, formatDiff, headingOf } from "./format-block.ts";

const mostItems = 25;

/** Gives a block about the differences between mock and real API where they matter; nothing where all is as it should be. */
export function formatComparison(
  result: ScenarioResult,
  one: Case,
  tools: { readonly colours: Colours; readonly diff: DiffTool },
): string[] {
  const { comparison } = one;
  if (comparison === undefined || result.status === "passed" || !isFailedComparison(comparison)) return [];
  const { drift, tolerated, verdict, why } = comparison;
  const hidden = drift.length - mostItems;
  return [
    formatBlock([
      `${headingOf("failed", tools.colours)(`${marks.failed} ${oneLine(result.id)}`)} [${oneLine(nameOfCase(one))}] mock and ${oneLine(realNameOf(one))}: ${verdictWords[verdict]}`,
      oneLine(why),
      ...drift.slice(0, mostItems).flatMap((item) => formatItem(result, one, item, tools)),
      ...(hidden > 0 ? [`… ${countOf(hidden, "more difference")}: the JSON and HTML reports have them all`] : []),
      ...(tolerated.length > 0 ? [`tolerated: ${countOf(tolerated.length, "difference")}`] : []),
    ]),
  ];
}

function formatItem(
  result: ScenarioResult,
  one: Case,
  item: DriftItem,
  { colours, diff }: { readonly colours: Colours; readonly diff: DiffTool },
): string[] {
  const { line, column } = placeOfDrift(result, one, item);
  const real = oneLine(realNameOf(one));
  const call = item.call === undefined ? "" : ` of ${oneLine(item.call)}`;
  const lines = diff(item.mock, item.live);
  const width = Math.max("mock".length, real.length) + 2;
  return [
    `${oneLine(result.file)}:${line}:${column}  ${oneLine(item.at)} (${item.kind})${call}`,
    `  ${oneLine(item.message)}`,
    ...(lines === undefined
      ? [
          `  ${"mock".padEnd(width)}${oneLine(formatValue(item.mock))}`,
          `  ${real.padEnd(width)}${oneLine(formatValue(item.live))}`,
        ]
      : formatDiff(lines, { left: "mock", right: real, colours })),
  ];
}
