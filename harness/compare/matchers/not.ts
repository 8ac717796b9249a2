import { type Matcher, needsValue } from "./matcher.ts";

/**
 * `$not`: a value that does not meet the given value or matcher. There must be a value, or a misspelt key would pass;
 * `{ $oneOf: [$absent, { $not: ... }] }` allows that there is none.
 */
export const not: Matcher = {
  argumentProblem: needsValue,
  operands: (argument) => [{ pointer: "", expected: argument }],
  describe: (argument, describe) => `anything but ${describe(argument)}`,
  matches: (found, argument, fits) => !fits(argument, found),
};
