import { formatValue } from "#harness/compare/format-value.ts";
import { type Matcher, needsValue } from "./matcher.ts";

/** `$contains`: a text that has the given text in it, or an array with an element that meets the given value or matcher. */
export const contains: Matcher = {
  argumentProblem: needsValue,
  operands: (argument) => [{ pointer: "", expected: argument }],
  describe: (argument, describe) =>
    typeof argument === "string"
      ? `a text that contains ${describe(argument)}, or an array with that element`
      : `an array with an element that is ${describe(argument)}`,
  matches(found, argument, fits) {
    if (Array.isArray(found)) {
      return found.some((element: unknown) => fits(argument, element));
    }
    return typeof found === "string" && typeof argument === "string" && found.includes(argument);
  },
  explain(found, argument) {
    const otherCase =
      typeof found === "string" && typeof argument === "string" && found.toLowerCase().includes(argument.toLowerCase());
    return otherCase ? `${formatValue(found)}, which has it in another case` : undefined;
  },
};
