import { circumstanceKinds } from "#harness/compare/drift/drift.ts";
import type { ClaimResult, Comparison, Leg, RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { countOf } from "./count-of.ts";
import { fatalReasonOf, warningsOf } from "./fatal-reason.ts";
import { formatCause } from "./format-cause.ts";
import { type DriftGroup, groupDrift } from "./group-drift.ts";
import { isFailedComparison, isFailedLeg, isFixedBug } from "./is-failure.ts";
import { type Case, listCases, nameOfCase, realNameOf } from "./list-cases.ts";
import { circumstanceWords, listCircumstances } from "./list-circumstances.ts";
import { listHint, strayHostOf } from "./list-hint.ts";
import { listNotRun } from "./list-not-run.ts";
import { placeOfDrift } from "./place-of-drift.ts";
import { reasonOfRefusal } from "./reason-of-refusal.ts";
import { wordsOf } from "./verdict-words.ts";

/** What can be found in a run, the worst first. */
export const findingKinds = [
  "problem",
  "fatal",
  "refused",
  ...circumstanceKinds,
  "mock-wrong",
  "permission",
  "api-changed",
  "expectation",
  "flipped",
  "drift",
  "error",
  "fixed-bug",
  "clean-up",
  "expired-tolerance",
  "unused-tolerance",
  "warning",
  "not-run",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One thing that a reader of a report has to look at. Its texts are as the run gave them. */
export interface Finding {
  readonly kind: FindingKind;
  /** `error` makes the run fail. */
  readonly level: "error" | "warning";
  /** Id of the scenario; absent for what is about the whole run. */
  readonly scenario?: string;
  /** Where in the scenario files; absent for what is about the whole run. */
  readonly place?: { readonly file: string; readonly line: number; readonly column?: number };
  /** What it is about: `launch [published] on mock`. */
  readonly title: string;
  /** One line each. */
  readonly messages: readonly string[];
  /** Where the curl line that repeats the call goes, if there is one. */
  readonly repeat?: "mock" | "real";
  /** A host of the real API that the client has called past the harness. */
  readonly strayHost?: string;
}

/** Gives what there is to look at in a run, the worst first and, of one kind, in the order of the run. */
export function listFindings(run: RunResult): Finding[] {
  const fatal = fatalReasonOf(run);
  const found: Finding[] = [
    ...(fatal === undefined ? [] : [findFatal(fatal)]),
    ...findCircumstances(run.scenarios),
    ...run.scenarios.flatMap(findInScenario),
    ...warningsOf(run).map(
      (message): Finding => ({ kind: "warning", level: "warning", title: "warning", messages: [message] }),
    ),
    ...findNotRun(run.scenarios),
  ];
  return found.sort((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
}

function findFatal(reason: string): Finding {
  return { kind: "fatal", level: "error", title: "nothing was run", messages: reason.split("\n") };
}

/** What one circumstance of the run keeps from being compared is one finding, however much it is. */
function findCircumstances(results: readonly ScenarioResult[]): Finding[] {
  return listCircumstances(results).map(({ kind, message, seen, scenarios }) => {
    const first = results.find(({ id }) => id === scenarios[0]);
    return {
      kind,
      level: "error",
      ...(first === undefined ? {} : { place: placeOf(first) }),
      title: `${countOf(scenarios.length, "scenario")} could not be compared: ${circumstanceWords[kind]}`,
      messages: [message, seen, scenarios.join(", ")],
    };
  });
}

function findInScenario(result: ScenarioResult): Finding[] {
  return findUnnamed(result).map((finding) => ({ ...finding, scenario: result.id }));
}

function findUnnamed(result: ScenarioResult): Finding[] {
  const found = [
    ...listCases(result).flatMap((one) => [
      ...[one.mock, one.real].flatMap((leg) => (leg === undefined ? [] : findInLeg(result, one, leg))),
      ...(one.comparison === undefined ? [] : findInComparison(result, one, one.comparison)),
    ]),
    ...result.claims.flatMap((claim) => findInClaim(result, claim)),
    ...findFixedBug(result),
  ];
  const isTold =
    result.legs.some(({ circumstance }) => circumstance !== undefined) || found.some(({ level }) => level === "error");
  if (result.status === "passed" || isTold) return found;
  const kind = result.status === "error" ? "error" : "expectation";
  return [
    ...found,
    { kind, level: "error", place: placeOf(result), title: result.id, messages: ["it did not end as expected"] },
  ];
}

function findInLeg(result: ScenarioResult, one: Case, leg: Leg): Finding[] {
  const title = titleOfLeg(result, leg);
  const refused = leg.exchanges.filter((exchange) => exchange.refused === true);
  const [first] = leg.differences;
  const found: Finding[] = refused.map((exchange) => ({
    kind: "refused",
    level: "error",
    place: placeOf(result),
    title: `${title}: a call was refused for safety`,
    messages: [`${exchange.request.method} ${exchange.request.path}`, reasonOfRefusal(exchange)],
  }));
  if (
    leg.circumstance === undefined &&
    isFailedLeg(result, one, leg) &&
    (leg.status === "error" || first !== undefined || refused.length === 0)
  ) {
    const culprit = culpritOf(one.comparison);
    const reasons = [...(leg.error === undefined ? [] : [leg.error]), ...leg.differences.map(({ message }) => message)];
    // Second, since a report may show only the first few.
    const why = [...(leg.diagnosis === undefined ? [] : [formatCause(leg.diagnosis)]), ...listHint(leg)];
    const place = first ?? leg.errorPlace;
    const strayHost = strayHostOf(leg);
    found.push({
      kind: leg.status === "error" ? "error" : (culprit?.kind ?? "expectation"),
      level: "error",
      place: place === undefined ? placeOf(result) : { file: result.file, line: place.line, column: place.column },
      title: culprit === undefined ? title : `${title}: ${culprit.words}`,
      messages: [...reasons.slice(0, 1), ...why, ...reasons.slice(1)],
      // A replay has no address of its own: its curl line goes to a mock.
      ...(leg.curl === undefined ? {} : { repeat: leg.target === "recording" ? "mock" : leg.side }),
      ...(strayHost === undefined ? {} : { strayHost }),
    });
  }
  const left = leg.cleanUp?.flatMap(({ call, error }) => (error === undefined ? [] : [`${call}: ${error}`])) ?? [];
  if (left.length > 0) {
    const kind = { kind: "clean-up", level: "warning" } as const;
    found.push({ ...kind, place: placeOf(result), title: `${title}: could not be cleaned up`, messages: left });
  }
  return found;
}

/** What a failed expectation shows, where the other side tells. */
function culpritOf(comparison: Comparison | undefined): { kind: FindingKind; words: string } | undefined {
  if (comparison?.verdict !== "mock-wrong" && comparison?.verdict !== "api-changed") return undefined;
  return { kind: comparison.cause ?? comparison.verdict, words: wordsOf(comparison) };
}

function findInComparison(result: ScenarioResult, one: Case, comparison: Comparison): Finding[] {
  const named = `${result.id} [${nameOfCase(one)}]`;
  const found: Finding[] = comparison.idleTolerances.map(({ at, may, until, state, line, column }) => ({
    kind: `${state}-tolerance`,
    level: "warning",
    place: { file: result.file, line, column },
    title: `${named}: ${state === "expired" ? "a tolerance is over" : "a tolerance is not needed"}`,
    messages: [`${at} may ${may}, until ${until}`],
  }));
  const told = [one.mock, one.real].some((leg) => leg !== undefined && isFailedLeg(result, one, leg));
  // What a failed leg has said about its expectation is not said again as a difference between the sides.
  const drift = told ? comparison.drift.filter(({ kind }) => kind !== "expectation") : comparison.drift;
  const [first] = drift;
  if (result.status !== "passed" && isFailedComparison(comparison) && (first !== undefined || !told)) {
    found.push({
      kind: comparison.cause ?? "drift",
      level: "error",
      place: { file: result.file, ...(first === undefined ? placeOf(result) : placeOfDrift(result, first)) },
      title: `${named}: mock and ${realNameOf(one)} differ`,
      messages: [comparison.why, ...groupDrift(drift).map(describeGroup)],
    });
  }
  return found;
}

function describeGroup({ item, calls }: DriftGroup): string {
  return calls.length > 1 ? `${item.message} (on ${countOf(calls.length, "call")})` : item.message;
}

function findInClaim(result: ScenarioResult, claim: ClaimResult): Finding[] {
  const place = { file: result.file, line: claim.line };
  const flips = claim.flipped.map(
    ({ contract, pinned, found }): Finding => ({
      kind: "flipped",
      level: "error",
      place,
      title: `${result.id} [${contract}]: a verdict flipped`,
      messages: [
        `claim: ${claim.claim}`,
        `pinned ${pinned}, found ${found}`,
        ...claim.evidence
          .filter((evidence) => evidence.contract === contract)
          .map(({ trial, call, answer }) => `${trial}: ${call} -> ${answer}`),
      ],
    }),
  );
  if (claim.error === undefined) return flips;
  const title = `${result.id}: a claim could not be tested`;
  return [...flips, { kind: "error", level: "error", place, title, messages: [`claim: ${claim.claim}`, claim.error] }];
}

function findFixedBug(result: ScenarioResult): Finding[] {
  if (!isFixedBug(result)) return [];
  const message = "expected the known bug to fail, found that every side passes: remove `status: open-bug`";
  const title = `${result.id}: a known bug is gone`;
  return [{ kind: "fixed-bug", level: "error", place: placeOf(result), title, messages: [message] }];
}

function findNotRun(results: readonly ScenarioResult[]): Finding[] {
  return listNotRun(results).map(({ reason, scenarios }) => {
    const first = results.find(({ id }) => id === scenarios[0]);
    return {
      kind: "not-run",
      level: "warning",
      ...(first === undefined ? {} : { place: placeOf(first) }),
      title: `${countOf(scenarios.length, "scenario")} not run in full`,
      messages: [reason, scenarios.join(", ")],
    };
  });
}

/** Gives what a leg is called: `launch [published] on mock`, `launch [published app] on live`. */
export function titleOfLeg({ id }: Pick<ScenarioResult, "id">, leg: Leg): string {
  return `${id} [${nameOfCase(leg)}] on ${leg.target}`;
}

function placeOf({ file, line }: ScenarioResult): { readonly file: string; readonly line: number } {
  return { file, line };
}
