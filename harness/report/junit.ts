import type { Builder, TestCase, TestSuite } from "junit-report-builder";
import type { ClaimResult, Comparison, Leg, RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { verdictColumns } from "#harness/scenario/scenario.ts";
import { formatProblem, type ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import { formatCalls } from "./console/format-calls.ts";
import { fatalReasonOf } from "./fatal-reason.ts";
import { formatCause } from "./format-cause.ts";
import { groupDrift } from "./group-drift.ts";
import { isFailedComparison, isFailedLeg, isFixedBug } from "./is-failure.ts";
import { type Case, listCases, nameOfCase, realNameOf } from "./list-cases.ts";
import { listHint } from "./list-hint.ts";
import { listOutput } from "./list-output.ts";
import { placeOfDrift } from "./place-of-drift.ts";
import { reasonOfRefusal } from "./reason-of-refusal.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run as JUnit XML into `file` on `close`: a suite for each scenario file, in it a case for
 * each leg (`id [contract]`), each comparison (`id [contract] mock and live`) and each claim (`claim: text`). What was not run,
 * a known bug that shows, and a claim that is undecided everywhere are skipped cases.
 */
export function createJunitReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let format: (() => Promise<string>) | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") format = () => formatJunit(event.run);
    },
    onProblems(problems) {
      format = () => formatProblems(problems);
    },
    async close() {
      if (format) await options.output.writeFile(options.file, await format());
    },
  };
}

/** A case for each file with mistakes, since a CI system takes a report without any for a run that is fine. */
async function formatProblems(problems: readonly ScenarioProblem[]): Promise<string> {
  const builder = (await loadBuilder()).newBuilder().name("genesys-mock");
  for (const file of new Set(problems.map((problem) => problem.file))) {
    const own = problems.filter((problem) => problem.file === file);
    const testCase = builder.testSuite().name(xmlText(file)).testCase().name("is a scenario file without mistakes");
    const messages = own.map(({ message }) => message);
    const details = own.map(formatProblem);
    addError(testCase.className("genesys-mock").file(xmlText(file)), headline(messages), details);
  }
  return `${builder.build()}\n`;
}

async function formatJunit(run: RunResult): Promise<string> {
  const builder = (await loadBuilder()).newBuilder().name("genesys-mock");
  const fatal = fatalReasonOf(run);
  if (fatal !== undefined) {
    const testCase = builder
      .testSuite()
      .name("genesys-mock")
      .testCase()
      .name("begins to run")
      .className("genesys-mock");
    addError(testCase, fatal, [fatal]);
  }
  for (const file of new Set(run.scenarios.map((result) => result.file))) {
    const results = run.scenarios.filter((result) => result.file === file);
    const suite = builder.testSuite().name(xmlText(file)).time(sumSeconds(results));
    for (const result of results) {
      for (const one of listCases(result)) addLegsAndComparison(suite, result, one);
      if (isFixedBug(result)) addFixedBug(suite, result);
      for (const claim of result.claims) addClaim(suite, result, claim);
    }
  }
  return `${builder.build()}\n`;
}

function addLegsAndComparison(suite: TestSuite, result: ScenarioResult, one: Case): void {
  for (const leg of [one.mock, one.real]) if (leg) addLeg(suite, result, { one, leg });
  if (one.comparison) addComparison(suite, result, { one, comparison: one.comparison });
}

function addLeg(suite: TestSuite, result: ScenarioResult, { one, leg }: { one: Case; leg: Leg }): void {
  const side = leg.side === "real" ? ` on ${leg.target}` : "";
  const name = `${result.id} [${nameOfCase(leg)}]${side}`;
  const testCase = addCase(suite, result, name).time(sumSeconds(leg.exchanges));
  const differences = leg.differences.map(
    ({ line, column, message }) => `${result.file}:${line}:${column}  ${message}`,
  );
  const refused = leg.exchanges
    .filter((exchange) => exchange.refused === true)
    .map((exchange) => {
      const { method, path } = exchange.request;
      return `refused for safety: ${method} ${path}: ${reasonOfRefusal(exchange)}`;
    });
  const help = [
    ...listHint(leg),
    ...listOutput(leg),
    ...(leg.exchanges.length > 0 ? formatCalls(leg.exchanges) : []),
    ...(leg.diagnosis === undefined ? [] : [formatCause(leg.diagnosis)]),
    ...(leg.curl === undefined ? [] : [leg.curl]),
  ];
  const { errorPlace: at } = leg;
  const place = at === undefined ? [] : [`${result.file}:${at.line}:${at.column}  ${leg.error ?? ""}`];
  const details = [...place, ...refused, ...differences, ...help];
  if (leg.status === "not-run") skip(testCase, `not run: ${leg.error ?? "no reason is given"}`);
  if (leg.status === "error") addError(testCase, leg.error ?? "the leg could not be run", details);
  if (leg.status !== "failed") return;
  const messages = [...refused, ...leg.differences.map(({ message }) => message)];
  if (isFailedLeg(result, one, leg))
    addFailure(testCase, refused.length > 0 ? "refused" : "expectation", headline(messages), details);
  else
    skip(
      testCase,
      [result.openBug === true ? "the known bug shows" : (one.comparison?.why ?? "as expected"), ...details].join("\n"),
    );
}

function headline([first, ...others]: readonly string[]): string {
  if (first === undefined) return "the leg failed";
  return others.length > 0 ? `${first} (and ${others.length} more)` : first;
}

function addComparison(
  suite: TestSuite,
  result: ScenarioResult,
  { one, comparison }: { one: Case; comparison: Comparison },
): void {
  const { verdict, why, drift } = comparison;
  const testCase = addCase(suite, result, `${result.id} [${nameOfCase(one)}] mock and ${realNameOf(one)}`);
  if (verdict === "not-run") skip(testCase, `not compared: ${why}`);
  if (result.status === "passed" || !isFailedComparison(comparison)) return;
  const groups = groupDrift(drift);
  const items = groups.map(({ item, calls }) => {
    const { line, column } = placeOfDrift(result, item);
    const where = calls.length === 0 ? "" : ` of ${calls.join(", ")}`;
    return `${result.file}:${line}:${column}  ${item.at} (${item.kind})${where}: ${item.message}`;
  });
  const messages = groups.map(({ item }) => item.message);
  addFailure(testCase, verdict, messages.length > 0 ? `${why}: ${headline(messages)}` : why, items);
}

function addFixedBug(suite: TestSuite, result: ScenarioResult): void {
  const testCase = addCase(suite, result, `${result.id} open bug`);
  const message = "the known bug is gone: remove `status: open-bug`";
  addFailure(testCase, "open-bug", message, [`${result.file}:${result.line}`]);
}

function addClaim(suite: TestSuite, result: ScenarioResult, claim: ClaimResult): void {
  const testCase = addCase(suite, result, `claim: ${claim.claim}`);
  const place = `${result.file}:${claim.line}`;
  const evidence = claim.evidence.map(
    ({ contract, trial, call, answer }) => `${contract}, ${trial}: ${call} -> ${answer}`,
  );
  const found = verdictColumns.flatMap((column) => claim.verdicts[column] ?? []);
  if (claim.error !== undefined) {
    addError(testCase, claim.error, [place, ...evidence]);
  } else if (claim.flipped.length > 0) {
    const flips = claim.flipped.map((flip) => `${flip.contract}: pinned ${flip.pinned}, found ${flip.found}`);
    addFailure(testCase, "verdict", flips.join("; "), [place, ...flips, ...evidence]);
  } else if (found.length > 0 && found.every((verdict) => verdict === "undecided")) {
    skip(testCase, `undecided: ${claim.why ?? "no reason is given"}`);
  }
}

/** The library has no message for a skipped case, so the reason goes into the case's own output. */
function skip(testCase: TestCase, reason: string): void {
  testCase.skipped().standardOutput(cdataText(reason));
}

function addCase(suite: TestSuite, result: ScenarioResult, name: string): TestCase {
  return suite.testCase().name(xmlText(name)).className(xmlText(result.id)).file(xmlText(result.file));
}

function addFailure(testCase: TestCase, type: string, message: string, details: readonly string[]): void {
  testCase.failure(xmlText(message), type).stacktrace(cdataText(details.join("\n")));
}

function addError(testCase: TestCase, message: string, details: readonly string[]): void {
  testCase.error(xmlText(message), "error", cdataText(details.join("\n")));
}

function sumSeconds(timed: readonly { readonly durationMs: number }[]): number {
  const milliseconds = timed.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return Math.round(milliseconds) / 1000;
}

/** The library takes 0.1 s to load, so it is loaded only for a report. Its types describe another module form than it has. */
async function loadBuilder(): Promise<Builder> {
  const loaded: { readonly default: unknown } = await import("junit-report-builder");
  if (!isBuilder(loaded.default)) throw new Error("junit-report-builder exports no builder. Check its version.");
  return loaded.default;
}

function isBuilder(value: unknown): value is Builder {
  return typeof value === "object" && value !== null && "newBuilder" in value;
}

/** Removes what XML 1.0 forbids: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
}

/** The library escapes only the first end of a CDATA section in a text, so none may be left for it. */
function cdataText(text: string): string {
  return xmlText(text).replaceAll("]]>", "]] >");
}
