import { countOf } from "#harness/report/count-of.ts";
import { listUndecided } from "#harness/report/list-undecided.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

const mostLines = 50;

/** Gives what only one side was seen to send and may be data, folded, since it is no failure. Empty without any. */
export function formatUndecided(results: readonly ScenarioResult[], write: Writer): string {
  const all = listUndecided(results);
  if (all.length === 0) return "";
  const lines = all
    .slice(0, mostLines)
    .map(
      ({ message, calls: [call = ""], scenarios }) =>
        `- ${write.code(call)} ${write.text(message)} (${countOf(scenarios.length, "scenario")})\n`,
    );
  const more = all.length - mostLines;
  const head = `Sent by one side only, which may be data: ${countOf(all.length, "property", "properties")}`;
  return `<details><summary>${head}</summary>\n\n${lines.join("")}${more > 0 ? `\nand ${more} more\n` : ""}\n</details>\n`;
}
