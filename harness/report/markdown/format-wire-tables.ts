import { countOf } from "#harness/report/count-of.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

const mostTables = 10;
const mostDifferences = 15;

/** Gives what clients that were answered differently sent differently, the decisive part first. Empty without any. */
export function formatWireTables(results: readonly ScenarioResult[], write: Writer): string {
  const compared = results.flatMap(({ id, wire }) =>
    wire.flatMap(({ contract, reference, others }) =>
      others
        .filter(({ answer, referenceAnswer }) => answer !== referenceAnswer)
        .map((other) => ({ title: `${id} [${contract}]`, reference, other })),
    ),
  );
  const tables = compared.slice(0, mostTables).map(({ title, reference, other }) => {
    const { client, call, answer, referenceAnswer, differences } = other;
    const rows = differences
      .slice(0, mostDifferences)
      .map(({ part, name, reference: sent, other: otherSent, message, decisive }) => [
        `${decisive === true ? "**decisive** " : ""}${write.text(`${part} ${name}`.trim())}`,
        sentCell(sent, write),
        sentCell(otherSent, write),
        write.text(message),
      ]);
    const more = differences.length - rows.length;
    const head = `${write.text(title)} ${write.code(call)}: ${write.text(`${reference} was answered ${referenceAnswer}; ${client} ${answer}`)}\n`;
    const table =
      rows.length === 0
        ? "Nothing that they sent differs in what can matter.\n"
        : write.table(["what", write.text(reference), write.text(client), "why it can matter"], rows);
    return `${head}\n${table}${more > 0 ? `\n… and ${countOf(more, "more difference")}\n` : ""}`;
  });
  if (tables.length === 0) return "";
  const more = compared.length - tables.length;
  return `#### On the wire\n\n${tables.join("\n")}${more > 0 ? `\n… and ${countOf(more, "more comparison")}\n` : ""}`;
}

function sentCell(value: string | undefined, write: Writer): string {
  return value === undefined ? "nothing" : write.code(value);
}
