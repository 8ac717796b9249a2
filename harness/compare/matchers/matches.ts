import { Script } from "node:vm";
import { formatValue } from "#harness/compare/format-value.ts";
import type { Matcher } from "./matcher.ts";

const longestText = 100_000;
const timeoutMilliseconds = 1_000;

/** A pattern that takes too long to say whether it matches: neither yes nor no, and so not an answer of `matches`. */
export class PatternTimeoutError extends Error {
  override readonly name = "PatternTimeoutError";
  readonly code = "pattern.timeout";
  readonly pattern: string;

  constructor(pattern: string, cause: unknown) {
    const advice = "it probably repeats a group that repeats itself; write a simpler one";
    super(`the pattern ${formatValue(pattern)} was stopped after ${timeoutMilliseconds / 1000} s: ${advice}`, {
      cause,
    });
    this.pattern = pattern;
  }
}

/** `$matches`: a text in which the regular expression finds something. Only the first 100,000 characters are looked at. */
export const matches: Matcher = {
  argumentProblem: (argument) =>
    typeof argument === "string" ? patternProblem(argument) : "needs a regular expression as text",
  describe: (argument) => `a text that matches ${formatValue(argument)}`,
  matches: (found, argument) =>
    typeof found === "string" && typeof argument === "string" && testPattern(argument, found.slice(0, longestText)),
  explain: (found) =>
    typeof found === "string" && found.length > longestText
      ? `no match in the first 100,000 characters of ${formatValue(found)}`
      : undefined,
};

function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
    return undefined;
  } catch (error) {
    return `needs a regular expression (${error instanceof Error ? error.message : "this is none"})`;
  }
}

function testPattern(pattern: string, text: string): boolean {
  // Only code that node:vm runs can be stopped while a regular expression backtracks.
  const script = new Script(`new RegExp(${JSON.stringify(pattern)}).test(${JSON.stringify(text)})`);
  try {
    return script.runInThisContext({ timeout: timeoutMilliseconds }) === true;
  } catch (error) {
    throw new PatternTimeoutError(pattern, error);
  }
}
