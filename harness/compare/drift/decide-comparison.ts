import type { Difference } from "#harness/compare/difference.ts";
import type { ComparisonVerdict, DriftCause, DriftItem } from "./drift.ts";

/** How the two sides of a scenario ended, and what they differ in. */
export interface ComparedOutcomes {
  readonly mock: "passed" | "failed" | "error";
  readonly real: "passed" | "failed" | "error";
  /** What no tolerance allows. */
  readonly drift: readonly DriftItem[];
  /** Both fail the same expectations (`failAlike`). */
  readonly alike: boolean;
  /** The scenario's `status: open-bug`: that it fails is known. */
  readonly openBug: boolean;
  /** What the run itself is the reason for. */
  readonly cause?: DriftCause | undefined;
}

export interface DecidedComparison {
  readonly verdict: ComparisonVerdict;
  /** One sentence for people. */
  readonly why: string;
}

/**
 * Names the culprit. `not-run` is for two sides that say nothing about each other: the client or the target did not work on
 * one of them, and up to there they do not differ, or a circumstance of the run is the reason for what they differ in.
 */
export function decideComparison({ mock, real, drift, alike, openBug, cause }: ComparedOutcomes): DecidedComparison {
  const count = drift.length === 1 ? "one difference" : `${drift.length} differences`;
  // Where only the real side does as expected, nothing is to be explained away.
  const isWrong = mock === "failed" && real === "passed";
  const said = cause === undefined || isWrong ? undefined : sayCause(cause);
  const because = said === undefined ? "" : `: ${said}`;
  if (said !== undefined && cause?.kind !== "permission") return { verdict: "not-run", why: said };
  if (mock === "error" || real === "error") {
    const where = describeErrors(mock, real);
    return drift.length === 0
      ? { verdict: "not-run", why: `${where}, so the two sides cannot be compared; look at the error of that leg` }
      : { verdict: "drift", why: `${where}, and up to there the two sides have ${count}${because}` };
  }
  if (isWrong) {
    const what = openBug
      ? "the known bug shows on the mock only"
      : "the real API meets the expectation and the mock does not";
    return { verdict: "mock-wrong", why: `${what}: the mock is wrong` };
  }
  if (mock === "passed" && real === "failed") {
    const what = openBug
      ? "the known bug shows on the real API only"
      : "the mock meets the expectation and the real API does not";
    return { verdict: "api-changed", why: `${what}: ${said ?? "the API changed, or the expectation is wrong"}` };
  }
  if (drift.length > 0) {
    const outcome = mock === "failed" ? "both sides fail" : "both sides pass";
    return { verdict: "drift", why: `${outcome}, with ${count} between them that no tolerance allows${because}` };
  }
  if (mock === "passed") return { verdict: "agree", why: "both sides pass and answer alike" };
  const how = alike
    ? "both sides fail the same expectations"
    : "both sides fail, each in its way, as a tolerance allows";
  return { verdict: "bug-reproduced", why: `${how}: the client's bug, reproduced${openBug ? ", as is known" : ""}` };
}

/** A cause in two sentences, the last without its full stop. */
export function sayCause({ reason, advice }: DriftCause): string {
  return `${reason}. ${advice}`;
}

/** Whether both sides fail, and fail the same expectations, whatever each found there. */
export function failAlike(mock: readonly Difference[], real: readonly Difference[]): boolean {
  const [mockPlaces, realPlaces] = [new Set(mock.map(({ at }) => at)), new Set(real.map(({ at }) => at))];
  return (
    mockPlaces.size > 0 && mockPlaces.size === realPlaces.size && [...mockPlaces].every((at) => realPlaces.has(at))
  );
}

function describeErrors(mock: ComparedOutcomes["mock"], real: ComparedOutcomes["real"]): string {
  if (mock === "error" && real === "error") return "the client or the target did not work on either side";
  return `the client or the target did not work on the ${mock === "error" ? "mock" : "real API"}`;
}
