import { countOf } from "#harness/report/count-of.ts";
import { groupDrift } from "#harness/report/group-drift.ts";
import { isFailedComparison } from "#harness/report/is-failure.ts";
import { listCases, nameOfCase, realNameOf } from "#harness/report/list-cases.ts";
import { type SideValue, sideValueOf } from "#harness/report/side-value.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

const mostCalls = 5;

/** Gives the differences between mock and real API that no tolerance allows, side by side. Empty without any. */
export function formatDriftTable(
  results: readonly ScenarioResult[],
  { write, mostRows }: { readonly write: Writer; readonly mostRows: number },
): string {
  const compared = results
    .filter(({ status }) => status !== "passed")
    .flatMap((result) => listCases(result).map((one) => ({ result, one })))
    .filter(({ one }) => one.comparison !== undefined && isFailedComparison(one.comparison));
  const rows = compared.flatMap(({ result, one }) =>
    groupDrift(one.comparison?.drift ?? []).map(({ item, calls }) => [
      write.text(`${result.id} [${nameOfCase(one)}]`),
      [`${write.code(item.at)} ${item.kind}`, ...writeCalls(calls, write)].join("<br>"),
      writeSide(sideValueOf(item, "mock"), write),
      writeSide(sideValueOf(item, "live"), write),
    ]),
  );
  if (rows.length === 0) return "";
  const names = [...new Set(compared.map(({ one }) => realNameOf(one)))].map(write.text).join(", ");
  const more = rows.length - mostRows;
  const table = write.table(["scenario", "place", "mock", names], rows.slice(0, mostRows));
  return `#### Mock and real API differ\n\n${table}${more > 0 ? `\n… and ${more} more\n` : ""}`;
}

function writeCalls(calls: readonly string[], write: Writer): string[] {
  const more = calls.length - mostCalls;
  return [...calls.slice(0, mostCalls).map(write.code), ...(more > 0 ? [`and ${countOf(more, "more call")}`] : [])];
}

function writeSide({ text, isValue }: SideValue, write: Writer): string {
  return isValue ? write.code(text) : text;
}
