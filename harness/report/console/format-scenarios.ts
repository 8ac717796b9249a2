import { contractsOf } from "#harness/report/contracts-of.ts";
import { countOf } from "#harness/report/count-of.ts";
import { type Case, listCases, nameOfCase } from "#harness/report/list-cases.ts";
import { oneLine } from "#harness/report/output.ts";
import { wordsOf } from "#harness/report/verdict-words.ts";
import type { Leg, ScenarioResult } from "#harness/run/run-event.ts";
import { type Colours, paintMark } from "./colours.ts";

/** Gives one line per scenario, and below it one per contract and client where more than a status can be said of them. */
export function formatScenarios(results: readonly ScenarioResult[], colours: Colours): string {
  const idWidth = results.reduce((width, { id }) => Math.max(width, oneLine(id).length), 0);
  return results.map((result) => formatScenario(result, { idWidth, colours })).join("");
}

function formatScenario(result: ScenarioResult, { idWidth, colours }: { idWidth: number; colours: Colours }): string {
  const cases = listCases(result);
  const told = cases.every(isPlain)
    ? []
    : cases.map((one) => ({ name: oneLine(nameOfCase(one)), text: formatCase(one, colours) }));
  const [only, ...others] = told;
  const inline = only !== undefined && others.length === 0;
  const where = inline ? `${only.name}: ${only.text}` : contractsOf(result).join(", ") || "no contract";
  const mark = paintMark(result.status, colours);
  const bug = result.openBug === true ? "  [open bug]" : "";
  const head = `${mark} ${oneLine(result.id).padEnd(idWidth)}  ${oneLine(result.title)}${bug}  (${where})  ${Math.round(result.durationMs)} ms\n`;
  if (inline) return head;
  const nameWidth = told.reduce((width, { name }) => Math.max(width, name.length), 0);
  return head + told.map(({ name, text }) => `    ${name.padEnd(nameWidth)}  ${text}\n`).join("");
}

/** Nothing is to be said but what the mark of the scenario says. */
function isPlain({ client, mock, real, comparison }: Case): boolean {
  return client === undefined && real === undefined && comparison === undefined && (mock?.attempts ?? 1) === 1;
}

function formatCase({ mock, real, comparison }: Case, colours: Colours): string {
  const sides = [mock, real].flatMap((leg) => (leg === undefined ? [] : [formatSide(leg, colours)]));
  if (comparison === undefined || comparison.verdict === "not-run") return sides.join("  ");
  const { drift, tolerated, undecided } = comparison;
  const counts = [
    ...(drift.length > 0 ? [countOf(drift.length, "difference")] : []),
    ...(tolerated.length > 0 ? [`${tolerated.length} tolerated`] : []),
    ...(undecided.length > 0 ? [`${undecided.length} may be data`] : []),
  ];
  return [...sides, `${wordsOf(comparison)}${counts.length > 0 ? ` (${counts.join(", ")})` : ""}`].join("  ");
}

function formatSide(leg: Leg, colours: Colours): string {
  const notRun = leg.status === "not-run" ? " not run" : "";
  const attempts = leg.attempts !== undefined && leg.attempts > 1 ? ` (attempt ${leg.attempts}, after 429)` : "";
  return `${oneLine(leg.target)} ${paintMark(leg.status, colours)}${notRun}${attempts}`;
}
