import type { RunResult } from "#harness/run/run-event.ts";
import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import { describeScenario, roundTime } from "./describe-scenario.ts";
import { listCircumstances } from "./list-circumstances.ts";
import type { Output, Reporter } from "./reporter.ts";
import { summarizeRun } from "./summarize-run.ts";

/**
 * Gives the reporter that writes the run as JSON into `file` on `close`. Its form is `docs/report.schema.json`; times are in
 * milliseconds, keys have a fixed order, and what is not known is left out.
 */
export function createJsonReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let describe: (() => object) | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") describe = () => describeRun(event.run);
    },
    onProblems(problems) {
      describe = () => describeProblems(problems);
    },
    async close() {
      if (describe) await options.output.writeFile(options.file, `${JSON.stringify(describe(), null, 2)}\n`);
    },
  };
}

/** Raised when a reader of the report has to change. */
const version = 2;

function describeRun(run: RunResult) {
  const { durationMs, exitCode, exitCodes, ...counts } = summarizeRun(run);
  return {
    version,
    summary: {
      ...counts,
      durationMs: roundTime(durationMs),
      exitCode,
      exitCodes,
      warnings: run.warnings,
      ...describeCircumstances(run),
      plan: run.plan && describePlan(run.plan),
    },
    scenarios: run.scenarios.map(describeScenario),
  };
}

/** Where scenario files are wrong nothing was run, so that of a run there are only zeros. */
function describeProblems(problems: readonly ScenarioProblem[]) {
  const nothing = { scenarios: [], durationMs: 0, exitCode: 2, exitCodes: [2], skipped: 0, warnings: [] };
  return {
    ...describeRun(nothing),
    problems: problems.map(({ file, line, column, message }) => ({ file, line, column, message })),
  };
}

function describeCircumstances({ scenarios }: RunResult) {
  const met = listCircumstances(scenarios);
  return met.length === 0
    ? {}
    : { circumstances: met.map(({ kind, message, scenarios: ids }) => ({ kind, message, scenarios: ids })) };
}

function describePlan(plan: NonNullable<RunResult["plan"]>) {
  const { target, address, organizationId, allowed, callsPerMinute, dryRun, scenarios } = plan;
  return {
    target,
    address,
    organizationId,
    allowed,
    callsPerMinute,
    dryRun,
    scenarios: scenarios.map(({ id, effect, notRun }) => ({ id, effect, notRun })),
  };
}
