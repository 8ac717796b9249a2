import { formatValue } from "#harness/compare/format-value.ts";
import { isRecord } from "#harness/compare/json.ts";
import type { Matcher } from "./matcher.ts";

/** `$length`: characters of a text (Unicode code points), elements of an array or keys of an object; a number or matcher. */
export const length: Matcher = {
  argumentProblem: (argument) =>
    typeof argument === "number" || hasMatcherForm(argument) ? undefined : "needs a number or a matcher",
  operands: (argument) => [{ pointer: "", expected: argument }],
  describe: (argument, describe) => `a length of ${describe(argument)}`,
  matches(found, argument, fits) {
    const size = lengthOf(found);
    return size !== undefined && fits(argument, size);
  },
  explain(found) {
    const size = lengthOf(found);
    return size === undefined
      ? `${formatValue(found)}, which has no length`
      : `a length of ${size}: ${formatValue(found)}`;
  },
};

/** Anything else is never equal to a length, and so under `$not` always passes. */
function hasMatcherForm(argument: unknown): boolean {
  const names = isRecord(argument) ? Object.keys(argument) : [argument];
  const [name] = names;
  return names.length === 1 && typeof name === "string" && name.startsWith("$");
}

function lengthOf(found: unknown): number | undefined {
  if (typeof found === "string") {
    let characters = 0;
    for (const _ of found) {
      characters += 1;
    }
    return characters;
  }
  if (Array.isArray(found)) {
    return found.length;
  }
  return isRecord(found) ? Object.keys(found).length : undefined;
}
