import { circumstanceKinds } from "#harness/compare/drift/drift.ts";
import { countOf } from "#harness/report/count-of.ts";
import { fatalReasonOf, warningsOf } from "#harness/report/fatal-reason.ts";
import { listCases, nameOfCase } from "#harness/report/list-cases.ts";
import { circumstanceWords, listCircumstances } from "#harness/report/list-circumstances.ts";
import { titleOfLeg } from "#harness/report/list-findings.ts";
import { listNotRun } from "#harness/report/list-not-run.ts";
import { listUndecided } from "#harness/report/list-undecided.ts";
import { oneLine } from "#harness/report/output.ts";
import { reasonOfRefusal } from "#harness/report/reason-of-refusal.ts";
import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { type Colours, marks } from "./colours.ts";
import { formatBlock } from "./format-block.ts";
import { formatNames } from "./format-names.ts";

const mostLines = 20;

/** Gives the calls that were stopped before they left, impossible to overlook. */
export function formatRefused(results: readonly ScenarioResult[], colours: Colours): string[] {
  const calls = results.flatMap((result) =>
    result.legs.flatMap((leg) =>
      leg.exchanges
        .filter(({ refused }) => refused === true)
        .flatMap((exchange) => [
          `${oneLine(titleOfLeg(result, leg))}: ${oneLine(exchange.request.method)} ${oneLine(exchange.request.path)}`,
          `  ${oneLine(reasonOfRefusal(exchange))}`,
        ]),
    ),
  );
  if (calls.length === 0) return [];
  const count = calls.length / 2;
  const heading = ` REFUSED FOR SAFETY: ${countOf(count, "call")} ${count === 1 ? "was" : "were"} stopped and never left `;
  return [formatBlock([colours.bold(colours.inverse(colours.red(heading))), ...cutLines(calls)])];
}

/** Gives what of the run kept the real side from saying anything, each once, with what could not be compared for it. */
export function formatCircumstances(results: readonly ScenarioResult[], colours: Colours): string[] {
  const met = listCircumstances(results);
  return circumstanceKinds.flatMap((wanted) => {
    const lines = met
      .filter(({ kind }) => kind === wanted)
      .flatMap(({ message, seen, scenarios }) => [
        oneLine(message),
        `  ${oneLine(seen)}`,
        `  ${countOf(scenarios.length, "scenario")} could not be compared: ${formatNames(scenarios)}`,
      ]);
    return section(`Not compared, since ${circumstanceWords[wanted]}:`, lines, colours);
  });
}

/** Gives why nothing was run at all, where that is so. */
export function formatFatal(run: RunResult, colours: Colours): string[] {
  const reason = fatalReasonOf(run);
  return reason === undefined ? [] : [formatBlock([colours.red(`${marks.error} nothing was run`), oneLine(reason)])];
}

/** Gives what is worth knowing beside failures: what was not run, tolerances without use, what was cleaned up, warnings. */
export function formatNotes(run: RunResult, colours: Colours): string[] {
  const { scenarios } = run;
  return [
    ...section("Not run, and why:", listNotRunLines(scenarios), colours),
    ...section("Tolerances to look at:", listIdleTolerances(scenarios), colours),
    ...section("Sent by one side only, which may be data:", listUndecidedLines(scenarios), colours),
    ...formatCleanUp(scenarios, colours),
    ...section("Warnings:", warningsOf(run).map(oneLine), colours),
  ];
}

function listNotRunLines(results: readonly ScenarioResult[]): string[] {
  return listNotRun(results).map(
    ({ reason, scenarios }) =>
      `${countOf(scenarios.length, "scenario")}: ${oneLine(reason)} (${formatNames(scenarios)})`,
  );
}

function listUndecidedLines(results: readonly ScenarioResult[]): string[] {
  return listUndecided(results).map(
    ({ message, calls, scenarios }) => `${oneLine(calls[0] ?? "")}  ${oneLine(message)} (${formatNames(scenarios)})`,
  );
}

function listIdleTolerances(results: readonly ScenarioResult[]): string[] {
  return results.flatMap((result) =>
    listCases(result).flatMap((one) =>
      (one.comparison?.idleTolerances ?? []).map(({ line, column, at, may, until, state }) => {
        const words =
          state === "expired" ? `over since ${oneLine(until)}` : `not needed under ${oneLine(nameOfCase(one))}`;
        return `${oneLine(result.file)}:${line}:${column}  ${oneLine(at)} may ${oneLine(may)}: ${words}`;
      }),
    ),
  );
}

function formatCleanUp(results: readonly ScenarioResult[], colours: Colours): string[] {
  const steps = results.flatMap((result) =>
    result.legs.flatMap((leg) => (leg.cleanUp ?? []).map((step) => ({ title: titleOfLeg(result, leg), ...step }))),
  );
  const left = steps.filter(({ error }) => error !== undefined);
  const deleted = steps.filter(({ error }) => error === undefined);
  const heading = `Cleaned up: ${deleted.length} deleted${left.length > 0 ? `, ${left.length} LEFT TO YOU` : ""}`;
  return section(
    heading,
    [
      ...left.map(({ title, call, error }) => `${oneLine(title)}: ${oneLine(call)}: ${oneLine(error ?? "")}`),
      ...deleted.map(({ title, call }) => `${oneLine(title)}: ${oneLine(call)}`),
    ],
    colours,
  );
}

function section(heading: string, lines: readonly string[], colours: Colours): string[] {
  return lines.length === 0 ? [] : [formatBlock([colours.bold(heading), ...cutLines(lines)])];
}

function cutLines(lines: readonly string[]): readonly string[] {
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`];
}
