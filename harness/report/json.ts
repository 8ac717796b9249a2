import type { RunResult } from "#harness/run/run-event.ts";
import { describeScenario, roundTime } from "./describe-scenario.ts";
import { listMisbound } from "./list-misbound.ts";
import type { Output, Reporter } from "./reporter.ts";
import { summarizeRun } from "./summarize-run.ts";

/**
 * Gives the reporter that writes the run as JSON into `file` on `close`. Its form is `docs/report.schema.json`; times are in
 * milliseconds, keys have a fixed order, and what is not known is left out.
 */
export function createJsonReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") run = event.run;
    },
    async close() {
      if (run) await options.output.writeFile(options.file, `${JSON.stringify(describeRun(run), null, 2)}\n`);
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
      ...describeMisbound(run),
      plan: run.plan && describePlan(run.plan),
    },
    scenarios: run.scenarios.map(describeScenario),
  };
}

function describeMisbound({ scenarios }: RunResult) {
  const misbound = listMisbound(scenarios);
  return misbound.length === 0
    ? {}
    : { misbound: misbound.map(({ message, scenarios: ids }) => ({ message, scenarios: ids })) };
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
