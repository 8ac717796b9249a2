import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { WireComparison } from "#harness/compare/wire/wire-difference.ts";
import type { ClaimResult, Comparison, Leg, ScenarioResult } from "#harness/run/run-event.ts";
import { type Verdict, type VerdictColumn, verdictColumns } from "#harness/scenario/scenario.ts";
import { hideTokens } from "./hide-tokens.ts";
import { toJsonValue } from "./to-json-value.ts";

/** Gives a scenario as the JSON report has it, with its keys in a fixed order (`docs/report.schema.json`). */
export function describeScenario(result: ScenarioResult) {
  return {
    id: result.id,
    title: result.title,
    file: result.file,
    line: result.line,
    status: result.status,
    openBug: result.openBug,
    tags: result.tags,
    durationMs: roundTime(result.durationMs),
    targets: result.legs.map(describeLeg),
    comparisons: result.comparisons.map(describeComparison),
    drift: result.comparisons.flatMap(({ contract, client, drift }) =>
      drift.map((item) => ({ contract, client, ...describeDrift(item) })),
    ),
    wire: result.wire.map(describeWire),
    claims: result.claims.map(describeClaim),
  };
}

// JSON.stringify leaves out what is undefined, so optional values need no case of their own below.

function describeLeg(leg: Leg) {
  return {
    target: leg.target,
    side: leg.side,
    contract: leg.contract,
    client: leg.client,
    status: leg.status,
    attempts: leg.attempts,
    differences: leg.differences.map(({ at, expected, found, message, line, column }) => ({
      at,
      expected: toJsonValue(expected),
      found: toJsonValue(found),
      message,
      line,
      column,
    })),
    error: leg.error,
    errorPlace: leg.errorPlace && { line: leg.errorPlace.line, column: leg.errorPlace.column },
    output: leg.output && { stdout: hide(leg.output.stdout), stderr: hide(leg.output.stderr) },
    curl: leg.curl,
    diagnosis: leg.diagnosis && {
      cause: leg.diagnosis.cause,
      changes: leg.diagnosis.changes,
      corrected: leg.diagnosis.corrected,
    },
    exchanges: leg.exchanges.map(({ request, response, durationMs, error, refused }) => ({
      method: request.method,
      path: request.path,
      status: response?.status,
      durationMs: roundTime(durationMs),
      error,
      refused,
    })),
    cleanUp: leg.cleanUp?.map(({ call, error }) => ({ call, error })),
  };
}

function hide(text: string | undefined): string | undefined {
  return text && hideTokens(text);
}

function describeComparison(comparison: Comparison) {
  const { contract, client, verdict, why, cause, undecided, tolerated, idleTolerances } = comparison;
  return {
    contract,
    client,
    verdict,
    why,
    cause,
    undecided: undecided.map(describeDrift),
    tolerated: tolerated.map((item) => ({ ...describeDrift(item), why: item.why, until: item.until })),
    idleTolerances: idleTolerances.map(({ at, may, why: reason, until, state, line, column }) => ({
      at,
      may,
      why: reason,
      until,
      state,
      line,
      column,
    })),
  };
}

function describeDrift({ at, kind, call, mock, live, message, line, column }: DriftItem) {
  return { at, kind, call, mock: toJsonValue(mock), live: toJsonValue(live), message, line, column };
}

function describeWire({ contract, reference, others }: WireComparison) {
  return {
    contract,
    reference,
    others: others.map(({ client, call, referenceAnswer, answer, differences, hidden }) => ({
      client,
      call,
      referenceAnswer,
      answer,
      differences: differences.map(({ part, name, reference: first, other, message, decisive }) => ({
        part,
        name,
        reference: first,
        other,
        message,
        decisive,
      })),
      hidden,
    })),
  };
}

function describeClaim(claim: ClaimResult) {
  return {
    claim: claim.claim,
    by: claim.by,
    line: claim.line,
    why: claim.why,
    verdicts: orderVerdicts(claim.verdicts),
    flipped: claim.flipped.map(({ contract, pinned, found }) => ({ contract, pinned, found })),
    notRunLive: claim.notRunLive,
    evidence: claim.evidence.map(({ contract, trial, call, answer }) => ({ contract, trial, call, answer })),
    error: claim.error,
  };
}

function orderVerdicts(verdicts: ClaimResult["verdicts"]): Partial<Record<VerdictColumn, Verdict | undefined>> {
  return Object.fromEntries(verdictColumns.map((column) => [column, verdicts[column]]));
}

/** Whole microseconds: more digits are noise. */
export function roundTime(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
