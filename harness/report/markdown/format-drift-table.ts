import { formatValue } from "#harness/compare/format-value.ts";
import { isFailedComparison } from "#harness/report/is-failure.ts";
import { listCases, nameOfCase, realNameOf } from "#harness/report/list-cases.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

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
    (one.comparison?.drift ?? []).map(({ at, kind, call, mock, live }) => [
      write.text(`${result.id} [${nameOfCase(one)}]`),
      `${write.code(at)} ${kind}${call === undefined ? "" : `<br>${write.code(call)}`}`,
      writeValue(mock, write),
      writeValue(live, write),
    ]),
  );
  if (rows.length === 0) return "";
  const names = [...new Set(compared.map(({ one }) => realNameOf(one)))].map(write.text).join(", ");
  const more = rows.length - mostRows;
  const table = write.table(["scenario", "place", "mock", names], rows.slice(0, mostRows));
  return `#### Mock and real API differ\n\n${table}${more > 0 ? `\n… and ${more} more\n` : ""}`;
}

function writeValue(value: unknown, write: Writer): string {
  return value === undefined ? "nothing" : write.code(formatValue(value));
}
