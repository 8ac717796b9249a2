import type { CallExpectation, Expectation } from "#harness/scenario/scenario.ts";
import type { Difference } from "./difference.ts";
import { findFaults } from "./find-faults.ts";
import { parseMatcher } from "./parse-matcher.ts";
import { childPointer } from "./pointer.ts";
import { difference } from "./walk-value.ts";

/** Every place in an expectation that cannot be checked or checks nothing; with one of them nothing may be compared. */
export function findExpectationFaults(expectation: Expectation): readonly Difference[] {
  if (Object.values(expectation).every((part) => part === undefined)) {
    const advice = "write at least one of status, headers, body, calls, noCalls, result, state";
    return [checksNothing("", `the expectation checks nothing; ${advice}`)];
  }
  const { status, headers, body, calls, noCalls, result, state } = expectation;
  return [
    ...findPartFaults({ status }, ""),
    ...findHeaderFaults(headers, "/headers"),
    ...findPartFaults({ body }, ""),
    ...findListFaults(calls, "/calls"),
    ...findListFaults(noCalls === true ? undefined : noCalls, "/noCalls"),
    ...findPartFaults({ result }, ""),
    ...(state === undefined ? [] : findFaults(state.is, "/state/is")),
  ];
}

function findListFaults(calls: readonly CallExpectation[] | undefined, at: string): readonly Difference[] {
  if (calls?.length === 0) {
    return [checksNothing(at, "an empty list checks nothing; write `noCalls: true` to expect that there is no call")];
  }
  return (calls ?? []).flatMap(({ headers, ...values }, index) => {
    const place = childPointer(at, index);
    return [...findPartFaults(values, place), ...findHeaderFaults(headers, `${place}/headers`)];
  });
}

/** A part that is left out is undefined, which is no fault here. */
function findPartFaults(parts: Readonly<Record<string, unknown>>, at: string): readonly Difference[] {
  return Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : findFaults(value, childPointer(at, name)),
  );
}

function findHeaderFaults(headers: Expectation["headers"], at: string): readonly Difference[] {
  if (headers === undefined) {
    return [];
  }
  if (Object.keys(headers).length === 0 || parseMatcher(headers) !== undefined) {
    return [
      checksNothing(at, "expected names of headers, each with a text or a matcher, found none; write `Name: value`"),
    ];
  }
  return Object.entries(headers).flatMap(([name, value]) => findFaults(value, childPointer(at, name)));
}

function checksNothing(at: string, words: string): Difference {
  return difference({ at, expected: undefined, found: undefined, words });
}
