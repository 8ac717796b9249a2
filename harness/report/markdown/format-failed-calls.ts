import { formatCalls } from "#harness/report/console/format-calls.ts";
import { countOf } from "#harness/report/count-of.ts";
import { isFailedLeg } from "#harness/report/is-failure.ts";
import { listCases } from "#harness/report/list-cases.ts";
import { titleOfLeg } from "#harness/report/list-findings.ts";
import { listOutput } from "#harness/report/list-output.ts";
import type { ScenarioResult } from "#harness/run/run-event.ts";
import type { Writer } from "./create-writer.ts";

const mostLegs = 10;

/** Gives, folded, what each failed leg printed, sent and was answered, and the curl line that repeats it. Empty without any. */
export function formatFailedCalls(results: readonly ScenarioResult[], write: Writer): string {
  const failed = results.flatMap((result) =>
    listCases(result).flatMap((one) =>
      [one.mock, one.real].flatMap((leg) =>
        leg !== undefined && isFailedLeg(result, one, leg) && (leg.exchanges.length > 0 || leg.output !== undefined)
          ? [{ result, leg }]
          : [],
      ),
    ),
  );
  const blocks = failed.slice(0, mostLegs).map(({ result, leg }) => {
    const curl = leg.curl === undefined ? [] : ["", leg.curl];
    const lines = [...listOutput(leg), ...formatCalls(leg.exchanges), ...curl];
    return `<details><summary>${write.text(titleOfLeg(result, leg))}</summary>\n\n${write.block(lines.join("\n"))}\n</details>\n`;
  });
  if (blocks.length === 0) return "";
  const more = failed.length - blocks.length;
  return `#### What was sent and answered\n\n${blocks.join("\n")}${more > 0 ? `\n… and ${countOf(more, "more leg")}\n` : ""}`;
}
