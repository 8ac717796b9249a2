import type { ComparedClient, WireComparison, WireDifference } from "#harness/compare/wire/wire-difference.ts";
import { breakWords } from "#harness/report/break-words.ts";
import { countOf } from "#harness/report/count-of.ts";
import { oneLine } from "#harness/report/output.ts";
import { formatRows, padding } from "#harness/report/plain-table.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Colours } from "./colours.ts";
import { formatBlock } from "./format-block.ts";

const mostDifferences = 15;

/**
 * Gives what several clients of a scenario sent differently: a table where they were answered differently, one line where they
 * were not. `width` is the number of characters to fit into.
 */
export function formatWire(
  results: readonly ScenarioResult[],
  options: { readonly width: number; readonly colours: Colours },
): string[] {
  return results.flatMap((result) =>
    result.wire.flatMap((wire) => wire.others.map((other) => formatClient(result, { wire, other }, options))),
  );
}

interface Compared {
  readonly wire: WireComparison;
  readonly other: ComparedClient;
}

function formatClient(
  { id }: ScenarioResult,
  { wire, other }: Compared,
  { width, colours }: { readonly width: number; readonly colours: Colours },
): string {
  const { differences, hidden } = other;
  const names = `${oneLine(other.client)} and ${oneLine(wire.reference)}`;
  const heading = `${oneLine(id)} [${wire.contract}] on the wire: ${names}`;
  const noise = hidden > 0 ? `${hidden} more hidden as noise` : "nothing hidden as noise";
  if (other.answer === other.referenceAnswer) {
    const places = differences.map(placeOf).join(", ");
    const what = differences.length === 0 ? "sent alike" : `differ in ${places}`;
    return formatBlock([`${heading} ${what}, answered alike (${noise})`]);
  }
  const left = Math.max(width, 80) - 2;
  const shown = differences.slice(0, mostDifferences);
  const more = differences.length - shown.length;
  const answers = [
    [wire.reference, other.referenceAnswer],
    [other.client, other.answer],
  ].map(([name = "", answer = ""]) => `${oneLine(name)}: ${oneLine(answer)}`);
  return formatBlock([
    `${colours.bold(heading)}  ${oneLine(other.call)}`,
    ...answers,
    ...(shown.length === 0 ? ["nothing that they sent differs in what can matter"] : []),
    ...formatTable(shown, { wire, other, width: left, colours }),
    ...(more > 0 ? [`… ${countOf(more, "more difference")}`] : []),
    noise,
  ]);
}

function formatTable(
  differences: readonly WireDifference[],
  { wire, other, width, colours }: Compared & { readonly width: number; readonly colours: Colours },
): string[] {
  if (differences.length === 0) return [];
  const placeWidth = Math.min(30, Math.max(...differences.map((one) => placeOf(one).length + 2)) + padding);
  const valueWidth = Math.floor((width - placeWidth) / 2);
  const row = (cells: readonly string[]) =>
    formatRows(
      [cells.map((cell, index) => breakWords(cell, (index === 0 ? placeWidth : valueWidth) - padding))],
      [placeWidth, valueWidth, valueWidth],
      padding,
    ).trimEnd();
  const lines = [
    row(["  what", oneLine(wire.reference), oneLine(other.client)]),
    ...differences.flatMap((one) => [
      row([`${one.decisive ? "> " : "  "}${placeOf(one)}`, formatSent(one.reference), formatSent(one.other)]),
      `      ${one.decisive ? `${colours.bold("decisive")}: ` : ""}${oneLine(one.message)}`,
    ]),
  ];
  // The block indents its lines by two; the table's own padding is that already.
  return lines.flatMap((line) => line.split("\n")).map((line) => line.replace(/^ {2}/, ""));
}

function placeOf({ part, name }: WireDifference): string {
  return name === "" ? part : `${part} ${oneLine(name)}`;
}

const longestValue = 200;

function formatSent(value: string | undefined): string {
  if (value === undefined) return "nothing";
  const text = oneLine(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
