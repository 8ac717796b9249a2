import { inspect } from "node:util";
import type { ClaimResult, Leg, RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { type ContractName, contractNames, type Verdict } from "#harness/scenario/scenario.ts";
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
      if (run) await options.output.writeFile(options.file, `${JSON.stringify(reportOf(run), null, 2)}\n`);
    },
  };
}

/** Raised when a reader of the report has to change. */
const version = 1;

function reportOf(run: RunResult) {
  const summary = summarizeRun(run);
  return {
    version,
    summary: { ...summary, durationMs: roundTime(summary.durationMs) },
    scenarios: run.scenarios.map(scenarioOf),
  };
}

function scenarioOf(result: ScenarioResult) {
  return {
    id: result.id,
    title: result.title,
    file: result.file,
    line: result.line,
    status: result.status,
    durationMs: roundTime(result.durationMs),
    targets: result.legs.map(legOf),
    // Filled by runs on a real org, which compare it with the mock.
    drift: [],
    claims: result.claims.map(claimOf),
  };
}

// JSON.stringify leaves out what is undefined, so optional values need no case of their own below.

function legOf(leg: Leg) {
  return {
    target: leg.target,
    contract: leg.contract,
    status: leg.status,
    differences: leg.differences.map(({ at, expected, found, message, line, column }) => ({
      at,
      expected: toJsonValue(expected),
      found: toJsonValue(found),
      message,
      line,
      column,
    })),
    error: leg.error,
    curl: leg.curl,
    exchanges: leg.exchanges.map(({ request, response, durationMs, error }) => ({
      method: request.method,
      path: request.path,
      status: response?.status,
      durationMs: roundTime(durationMs),
      error,
    })),
  };
}

function claimOf(claim: ClaimResult) {
  return {
    claim: claim.claim,
    by: claim.by,
    line: claim.line,
    why: claim.why,
    verdicts: orderVerdicts(claim.verdicts),
    flipped: claim.flipped.map(({ contract, pinned, found }) => ({ contract, pinned, found })),
    evidence: claim.evidence.map(({ contract, trial, call, answer }) => ({ contract, trial, call, answer })),
    error: claim.error,
  };
}

function orderVerdicts(verdicts: ClaimResult["verdicts"]): Partial<Record<ContractName, Verdict | undefined>> {
  return Object.fromEntries(contractNames.map((contract) => [contract, verdicts[contract]]));
}

/** Whole microseconds: more digits are noise. */
function roundTime(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** A module can return anything; what JSON cannot hold (a bigint, a function, a circle) is described in a text. */
function toJsonValue(value: unknown): unknown {
  if (value === undefined) return undefined;
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return JSON.parse(text);
  } catch {
    // Described below.
  }
  return inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY, customInspect: false });
}
