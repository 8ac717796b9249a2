import pc from "picocolors";
import type { RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import type { Colours } from "./console/colours.ts";
import { createProgress } from "./console/create-progress.ts";
import { type DiffTool, nothingToDiff } from "./console/format-block.ts";
import { formatFailures } from "./console/format-failures.ts";
import { formatCircumstances, formatFatal, formatNotes, formatRefused } from "./console/format-notes.ts";
import { formatPlan } from "./console/format-plan.ts";
import { formatScenarios } from "./console/format-scenarios.ts";
import { formatSummary, type SummaryOptions } from "./console/format-summary.ts";
import { isWorthDiff } from "./is-worth-diff.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter for a terminal: the plan before anything is sent to a real org; progress while scenarios run; on `close`
 * the claims, scenarios, failures, what else is worth knowing, and a summary.
 */
export function createConsoleReporter(options: { readonly output: Output } & SummaryOptions): Reporter {
  const { output } = options;
  const colours = pc.createColors(output.colour);
  const progress = createProgress(output);
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      switch (event.kind) {
        case "run-planned":
          output.print(formatPlan(event.plan, colours));
          break;
        case "run-started":
          progress.start(event.scenarios);
          break;
        case "scenario-finished":
          progress.step(event.result.id);
          break;
        case "run-finished":
          progress.clear();
          run = event.run;
          break;
        default:
          event satisfies never;
      }
    },
    async close() {
      // Of a plan alone everything has been said.
      if (run && run.plan?.dryRun !== true) output.print(await formatRun(run, { ...options, colours }));
    },
  };
}

async function formatRun(
  run: RunResult,
  { output, colours, ...options }: SummaryOptions & { readonly output: Output; readonly colours: Colours },
): Promise<string> {
  const { scenarios } = run;
  const sections = [
    await formatClaims(run, output),
    ...formatCircumstances(scenarios, colours),
    formatScenarios(scenarios, colours),
    ...formatRefused(scenarios, colours),
    ...formatFailures(scenarios, { colours, diff: await loadDiff(scenarios) }),
    ...(await formatClients(scenarios, output, colours)),
    ...formatFatal(run, colours),
    ...formatNotes(run, colours),
    await formatReports(run),
    formatSummary(run, options),
  ];
  return holdCommands(sections.filter((section) => section !== "").join("\n"));
}

/** The table library is loaded only for a run that has claims. */
async function formatClaims(run: RunResult, output: Output): Promise<string> {
  if (run.scenarios.every((scenario) => scenario.claims.length === 0)) return "";
  const { formatClaimsTable } = await import("./claims-table.ts");
  return formatClaimsTable(run.scenarios, { width: output.width, colour: output.colour });
}

/** Loaded only for a run that repeats reports. */
async function formatReports(run: RunResult): Promise<string> {
  if (run.scenarios.every(({ report }) => report === undefined)) return "";
  const { formatReported } = await import("./console/format-reported.ts");
  return formatReported(run);
}

/** The library for it is loaded only where values differ that one line cannot show. */
async function loadDiff(results: readonly ScenarioResult[]): Promise<DiffTool> {
  const pairs = results.flatMap(({ legs, comparisons }) => [
    ...legs.flatMap(({ differences }) => differences.map(({ expected, found }) => [expected, found])),
    ...comparisons.flatMap(({ drift }) => drift.map(({ mock, live }) => [mock, live])),
  ]);
  if (!pairs.some(([left, right]) => isWorthDiff(left, right))) return nothingToDiff;
  const { diffValues } = await import("./diff-values.ts");
  return (left, right) => (isWorthDiff(left, right) ? diffValues(left, right) : undefined);
}

/** Loaded only for scenarios with several clients. */
async function formatClients(results: readonly ScenarioResult[], output: Output, colours: Colours): Promise<string[]> {
  if (results.every(({ wire }) => wire.length === 0)) return [];
  const { formatWire } = await import("./console/format-wire.ts");
  return formatWire(results, { width: output.width, colours });
}

/** A CI system runs lines of a log that begin with `::` as commands, so no line with a server's text may. */
function holdCommands(text: string): string {
  return text.replace(/^([^\S\n]*)::/gm, "$1\\::").replaceAll("##[", "#\\#[");
}
