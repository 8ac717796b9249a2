import type { Builder, TestCase, TestSuite } from "junit-report-builder";
import type { ClaimResult, Leg, RunResult, ScenarioResult } from "#harness/run/run-event.ts";
import { contractNames } from "#harness/scenario/scenario.ts";
import type { Output, Reporter } from "./reporter.ts";

/**
 * Gives the reporter that writes the run as JUnit XML into `file` on `close`: a suite for each scenario file, in it a case for
 * each leg (`id [contract]`) and each claim (`claim: text`). A claim that is undecided everywhere is a skipped case.
 */
export function createJunitReporter(options: { readonly output: Output; readonly file: string }): Reporter {
  let run: RunResult | undefined;
  return {
    onEvent(event) {
      if (event.kind === "run-finished") run = event.run;
    },
    async close() {
      if (run) await options.output.writeFile(options.file, await formatJunit(run));
    },
  };
}

async function formatJunit(run: RunResult): Promise<string> {
  const builder = (await loadBuilder()).newBuilder().name("genesys-mock");
  for (const file of new Set(run.scenarios.map((result) => result.file))) {
    const results = run.scenarios.filter((result) => result.file === file);
    const suite = builder.testSuite().name(xmlText(file)).time(sumSeconds(results));
    for (const result of results) {
      for (const leg of result.legs) addLeg(suite, result, leg);
      for (const claim of result.claims) addClaim(suite, result, claim);
    }
  }
  return `${builder.build()}\n`;
}

function addLeg(suite: TestSuite, result: ScenarioResult, leg: Leg): void {
  const testCase = addCase(suite, result, `${result.id} [${leg.contract}]`).time(sumSeconds(leg.exchanges));
  const differences = leg.differences.map(
    ({ line, column, message }) => `${result.file}:${line}:${column}  ${message}`,
  );
  const details = [...differences, ...(leg.curl === undefined ? [] : [leg.curl])];
  if (leg.status === "failed") addFailure(testCase, "expectation", headline(leg), details);
  if (leg.status === "error") addError(testCase, leg.error ?? "the leg could not be run", details);
}

function headline({ differences }: Leg): string {
  const [first] = differences;
  if (!first) return "the leg failed";
  const others = differences.length > 1 ? ` (and ${differences.length - 1} more)` : "";
  return `${first.message}${others}`;
}

function addClaim(suite: TestSuite, result: ScenarioResult, claim: ClaimResult): void {
  const testCase = addCase(suite, result, `claim: ${claim.claim}`);
  const place = `${result.file}:${claim.line}`;
  const evidence = claim.evidence.map(
    ({ contract, trial, call, answer }) => `${contract}, ${trial}: ${call} -> ${answer}`,
  );
  const found = contractNames.flatMap((contract) => claim.verdicts[contract] ?? []);
  if (claim.error !== undefined) {
    addError(testCase, claim.error, [place, ...evidence]);
  } else if (claim.flipped.length > 0) {
    const flips = claim.flipped.map((flip) => `${flip.contract}: pinned ${flip.pinned}, found ${flip.found}`);
    addFailure(testCase, "verdict", flips.join("; "), [place, ...flips, ...evidence]);
  } else if (found.length > 0 && found.every((verdict) => verdict === "undecided")) {
    // The library has no message for a skipped case, so the reason goes into the case's own output.
    testCase.skipped().standardOutput(cdataText(`undecided: ${claim.why ?? "no reason is given"}`));
  }
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
