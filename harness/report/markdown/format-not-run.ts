import { countOf } from "#harness/report/count-of.ts";
import { listNotRun } from "#harness/report/list-not-run.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

const mostNames = 50;

/** Gives what was not run and why, folded, since it is long and changes nothing. Empty where all was run. */
export function formatNotRun(results: readonly ScenarioResult[], write: Writer): string {
  const groups = listNotRun(results);
  if (groups.length === 0) return "";
  const lines = groups.map(({ reason, scenarios }) => {
    const more = scenarios.length - mostNames;
    const names = scenarios.slice(0, mostNames).map(write.code).join(", ");
    return `- ${scenarios.length}: ${write.text(reason)}: ${names}${more > 0 ? ` and ${more} more` : ""}\n`;
  });
  const ids = new Set(groups.flatMap(({ scenarios }) => scenarios)).size;
  return `<details><summary>Not run in full: ${countOf(ids, "scenario")}</summary>\n\n${lines.join("")}\n</details>\n`;
}
