import type { Difference } from "./difference.ts";
import { formatValue } from "./format-value.ts";
import { isRecord } from "./json.ts";
import { matchers } from "./matchers/index.ts";
import { nearestName } from "./nearest-name.ts";
import { parseMatcher, type WrittenMatcher } from "./parse-matcher.ts";
import { childPointer, formatPlace } from "./pointer.ts";

/**
 * Every place in an expected value that cannot be compared with anything: an unknown matcher, an argument that it cannot
 * use, a value that is undefined. They are looked for first, because inside `$not` or `noCalls` a comparison that fails
 * for such a reason would count as a success.
 */
export function findFaults(expected: unknown, at: string): readonly Difference[] {
  const written = parseMatcher(expected);
  if (written !== undefined) {
    return findMatcherFaults(expected, written, at);
  }
  if (expected === undefined) {
    return [fault(expected, at, "has no value; write `$absent` to expect that there is nothing")];
  }
  if (Array.isArray(expected)) {
    return expected.flatMap((element: unknown, index) => findFaults(element, childPointer(at, index)));
  }
  if (isRecord(expected)) {
    return Object.entries(expected).flatMap(([key, value]) => findFaults(value, childPointer(at, key)));
  }
  return [];
}

function findMatcherFaults(
  expected: unknown,
  { name, argument, matcher }: WrittenMatcher,
  at: string,
): readonly Difference[] {
  if (matcher === undefined) {
    const known = Object.keys(matchers);
    const nearest = nearestName(name, known);
    const advice = nearest === undefined ? `write one of ${known.join(", ")}` : `did you mean ${nearest}`;
    return [fault(expected, at, `${name} is not a matcher; ${advice}`)];
  }
  const problem = matcher.argumentProblem(argument);
  if (problem !== undefined) {
    return [fault(expected, at, `${name} ${problem}, but is given ${formatValue(argument)}`)];
  }
  const operands = matcher.operands?.(argument) ?? [];
  return operands.flatMap(({ pointer, expected: operand }) =>
    findFaults(operand, `${childPointer(at, name)}${pointer}`),
  );
}

function fault(expected: unknown, at: string, words: string): Difference {
  const place = at === "" ? "" : `${formatPlace(at)}: `;
  return { at, expected, found: undefined, message: `${place}the expectation cannot be checked: ${words}` };
}
