import { childPointer } from "#harness/compare/pointer.ts";
import type { Matcher } from "./matcher.ts";

/** `$oneOf`: a value that meets at least one of the listed values or matchers; `$absent` in the list allows none at all. */
export const oneOf: Matcher = {
  argumentProblem: (argument) =>
    Array.isArray(argument) && argument.length > 0 ? undefined : "needs a list of values or matchers",
  operands: (argument) => listOf(argument).map((expected, index) => ({ pointer: childPointer("", index), expected })),
  describe: (argument, describe) => `one of ${listOf(argument).map(describe).join(", ")}`,
  seesMissing: true,
  matches: (found, argument, fits) => listOf(argument).some((expected) => fits(expected, found)),
};

function listOf(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [];
}
