import type { ToleratedSides } from "#harness/compare/drift/apply-tolerances.ts";
import type { RunToken } from "#harness/compare/drift/cause/cause-context.ts";
import { foundBy } from "#harness/compare/drift/cause/explain-missing.ts";
import { type ComparedRun, compareSides } from "#harness/compare/drift/compare-sides.ts";
import { decideComparison, failAlike } from "#harness/compare/drift/decide-comparison.ts";
import { circumstanceKinds, type DriftCause, type DriftItem } from "#harness/compare/drift/drift.ts";
import { readReferences } from "#harness/scenario/bind-variables.ts";
import { contractNames, type Scenario } from "#harness/scenario/scenario.ts";
import { bindingsOf } from "./bindings-of.ts";
import { createDriftPlaces } from "./place-drift.ts";
import type { ClientRun } from "./run-client.ts";
import type { Circumstance, Comparison, IdleTolerance } from "./run-event.ts";
import type { FinishedLeg, WantedLeg } from "./run-leg.ts";
import type { Surroundings } from "./surroundings.ts";

/** A comparison, and what it means for the exit code of the run. */
export interface FinishedComparison {
  readonly comparison: Comparison;
  /** Set where a circumstance of the run kept the real side from saying anything: it is to be said of the real leg. */
  readonly circumstance?: Circumstance;
  readonly exitCodes: readonly number[];
}

/** Compares the two legs of one contract and client. */
export function compareLegs(
  { mock, real }: { readonly mock: FinishedLeg; readonly real: FinishedLeg },
  { wanted, around }: { readonly wanted: WantedLeg; readonly around: Surroundings },
): FinishedComparison {
  const { scenario } = wanted;
  const { contract, client } = real.leg;
  const base = { contract, ...(client === undefined ? {} : { client }) };
  const isStopped = around.signal?.aborted === true && [mock, real].some(({ leg }) => leg.status === "error");
  const reason = isStopped ? "the run was stopped before both legs had ended" : whyNothingToCompare(mock, real);
  if (mock.run === undefined || real.run === undefined || reason !== undefined) {
    return { comparison: notCompared(base, reason ?? "one of the two legs could not run"), exitCodes: [] };
  }
  for (const id of [...real.run.exchanges.flatMap(foundBy), ...lookedUp(scenario, real.run)])
    around.foundThere?.add(id);
  const sides = compareSides({
    mock: sideOf(mock.run, mock.leg.differences),
    real: sideOf(real.run, real.leg.differences),
    facts: around.factsOf(contract),
    ...(around.real === undefined
      ? {}
      : { bindings: bindingsOf(real.run.variables, { scenario, target: around.real }) }),
    ...tokenOf(real.run),
    ...(around.foundThere === undefined ? {} : { foundThere: around.foundThere }),
    placeOf: createDriftPlaces(wanted, { mock: mock.run, real: real.run }),
    tolerate: scenario.tolerate,
    today: around.today,
  });
  const found = findCaused(sides);
  const cause = found?.cause;
  const { verdict, why } = decideComparison({
    mock: statusOf(mock),
    real: statusOf(real),
    drift: sides.drift,
    alike: failAlike(mock.leg.differences, real.leg.differences),
    openBug: scenario.status === "open-bug",
    cause,
  });
  if (verdict === "not-run" && found !== undefined && found.cause.kind !== "permission") {
    const circumstance = { kind: found.cause.kind, message: why, seen: sayCall(found) };
    return { comparison: notCompared(base, why), circumstance, exitCodes: [] };
  }
  const idleTolerances = sides.idle.map(({ tolerance, state }): IdleTolerance => {
    const { at, may, why: reasonGiven, until, pointer } = tolerance;
    const { line, column } = scenario.positionOf(pointer);
    return { at, may, why: reasonGiven, until, state, line, column };
  });
  return {
    comparison: {
      ...base,
      verdict,
      why,
      ...(cause?.kind === "permission" && verdict !== "mock-wrong" ? { cause: cause.kind } : {}),
      drift: sides.drift,
      undecided: sides.undecided,
      tolerated: sides.tolerated,
      idleTolerances,
    },
    exitCodes: sides.drift.length > 0 ? [4] : [],
  };
}

function notCompared(base: Pick<Comparison, "contract" | "client">, why: string): Comparison {
  return { ...base, verdict: "not-run", why, drift: [], undecided: [], tolerated: [], idleTolerances: [] };
}

type CausedItem = DriftItem & { readonly cause: DriftCause };

/**
 * The difference whose cause explains most of what differs: a circumstance before a right that is missing. A tolerance is about the
 * API, and not about one that is not available or does not know the token.
 */
function findCaused({ drift, tolerated }: ToleratedSides): CausedItem | undefined {
  const items: readonly DriftItem[] = tolerated;
  const outages = items.filter(isCaused).filter(({ cause }) => cause.kind === "unavailable" || cause.kind === "token");
  const all = [...drift.filter(isCaused), ...outages];
  return [...circumstanceKinds, "permission"].flatMap((kind) => all.find(({ cause }) => cause.kind === kind) ?? [])[0];
}

function isCaused(item: DriftItem): item is CausedItem {
  return item.cause !== undefined;
}

function sayCall({ at, call = "a call", mock, live }: DriftItem): string {
  if (at !== "/status") return `${call} shows it there`;
  const answer = live === undefined ? "got no response" : `was answered ${live}`;
  return `${call} ${answer} there, and ${mock} by the mock`;
}

function tokenOf({ accessToken, tokenFrom }: ClientRun): { readonly token?: RunToken } {
  return accessToken === undefined || tokenFrom === undefined ? {} : { token: { value: accessToken, ...tokenFrom } };
}

/** The values under `given` that a real target has looked up before the leg ran: it goes on only where they are there. */
function lookedUp({ given }: Pick<Scenario, "given">, { variables }: Pick<ClientRun, "variables">): readonly string[] {
  return readReferences([given.flows, given.users]).flatMap(({ name }) => {
    const value = variables[name];
    return typeof value === "string" ? [value] : [];
  });
}

/** The last read of an expected state is compared like the client's calls. Ids that a step has saved have its name, too. */
function sideOf(
  { exchanges, reads, variables, saved }: ClientRun,
  differences: ComparedRun["differences"],
): ComparedRun {
  return { exchanges: [...exchanges, ...reads.slice(-1)], differences, variables: { ...variables, ...saved } };
}

function whyNothingToCompare({ leg: mock }: FinishedLeg, { leg: real, exitCodes }: FinishedLeg): string | undefined {
  if (real.status === "not-run" || exitCodes.includes(3)) return real.error;
  if (real.exchanges.some(({ refused }) => refused === true)) {
    return `a call of its leg on ${real.target} was refused for safety`;
  }
  if (real.exchanges.length === 0 && real.error !== undefined) return real.error;
  return mock.exchanges.length === 0 && mock.error !== undefined ? `its leg on the mock: ${mock.error}` : undefined;
}

function statusOf({ leg }: FinishedLeg): "passed" | "failed" | "error" {
  return leg.status === "not-run" ? "error" : leg.status;
}

/**
 * In a scenario with several contracts, of which one agrees with the real API, the question which of them is right is
 * answered: the others are wrong, which is no drift. But the default contract says that it is the real API: where it differs,
 * that is drift, whatever another one says.
 */
export function settleContracts(finished: readonly FinishedComparison[]): readonly FinishedComparison[] {
  const agreeing = finished.filter(({ comparison }) => comparison.verdict === "agree");
  return finished.map((one) => {
    const { comparison } = one;
    const other = agreeing.find(
      (candidate) =>
        candidate.comparison.contract !== comparison.contract && candidate.comparison.client === comparison.client,
    );
    const settled =
      comparison.contract !== contractNames[0] &&
      other !== undefined &&
      comparison.verdict !== "agree" &&
      comparison.verdict !== "not-run";
    if (!settled) return one;
    const why = `the real API answers as ${other.comparison.contract} says, not as ${comparison.contract} does`;
    return { comparison: { ...comparison, verdict: "other-contract" as const, why }, exitCodes: [] };
  });
}
