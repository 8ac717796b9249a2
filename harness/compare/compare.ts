import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Expectation, StateExpectation } from "#harness/scenario/scenario.ts";
import { formatCall } from "./compare-call.ts";
import { compareCalls, compareNoCalls } from "./compare-calls.ts";
import { compareBody, compareHeaders } from "./compare-message.ts";
import { compareValue, withPatternTimeout } from "./compare-value.ts";
import type { Difference } from "./difference.ts";
import { findExpectationFaults } from "./find-expectation-faults.ts";
import { formatLine } from "./format-value.ts";
import { describeExpected, difference, walkValue } from "./walk-value.ts";

/** What happened when a client ran. */
export interface Outcome {
  /** All calls, in the order in which they came in. */
  readonly exchanges: readonly Exchange[];
  /** What a module returned or a command printed; undefined if there is nothing. */
  readonly result?: unknown;
  /** How the wait for the expected state ended; `last` is the last body that was read. */
  readonly state?: { readonly reached: boolean; readonly last: unknown; readonly waitedSeconds: number };
}

/**
 * Compares what happened with an expectation and returns all mismatches, in the order status, headers, body (of the last
 * exchange's response), calls, noCalls, result, state. An expectation that checks nothing or cannot be checked gives
 * differences that say so, and then nothing else is compared: it must never pass.
 */
export function compareOutcome(expectation: Expectation, outcome: Outcome): readonly Difference[] {
  const faults = findExpectationFaults(expectation);
  if (faults.length > 0) {
    return faults;
  }
  const { calls, noCalls, result, state } = expectation;
  const { exchanges } = outcome;
  return [
    ...compareLastResponse(expectation, exchanges.at(-1)),
    ...comparePart("/calls", calls, (expected, at) => compareCalls(expected, exchanges, at)),
    ...comparePart("/noCalls", noCalls, (expected, at) => compareNoCalls(expected, exchanges, at)),
    ...comparePart("/result", result, (expected, at) =>
      walkValue({ expected, found: outcome.result, at, whenMissing: () => "the client gave no result" }),
    ),
    ...comparePart("/state/is", state, (expected, at) => compareState(expected, outcome.state, at)),
  ];
}

function comparePart<Part>(
  at: string,
  expected: Part | undefined,
  compare: (expected: Part, at: string) => readonly Difference[],
): readonly Difference[] {
  return expected === undefined ? [] : withPatternTimeout(at, () => compare(expected, at));
}

function compareLastResponse(expectation: Expectation, last: Exchange | undefined): readonly Difference[] {
  const { status, headers, body } = expectation;
  const [first] = (["status", "headers", "body"] as const).filter((part) => expectation[part] !== undefined);
  if (first === undefined) {
    return [];
  }
  const response = last?.response;
  if (response === undefined) {
    const what = status === undefined ? "a response" : `a response with status ${describeExpected(status)}`;
    const words = `expected ${what}, found none: ${whyNoResponse(last)}`;
    return [difference({ at: `/${first}`, expected: expectation[first], found: undefined, words })];
  }
  return [
    ...comparePart("/status", status, (expected, at) => walkValue({ expected, found: response.status, at })),
    ...comparePart("/headers", headers, (expected, at) => compareHeaders(expected, response.headers, at)),
    ...comparePart("/body", body, (expected, at) =>
      compareBody(expected, response, { at, whose: "the response" }).map((one) => noteCut(one, last?.error)),
    ),
  ];
}

/** A response beside an error is one whose body was not kept whole. */
function noteCut(one: Difference, error: string | undefined): Difference {
  return error === undefined
    ? one
    : { ...one, message: `${one.message}; the response is incomplete: ${formatLine(error, 200)}` };
}

function whyNoResponse(last: Exchange | undefined): string {
  if (last === undefined) return "no call was seen; check that the client ran and uses the base URL it is given";
  return last.refused === true
    ? `the last call, ${formatCall(last)}, was refused for safety and never left`
    : `the target did not answer the last call, ${formatCall(last)}; check that it is up and reachable`;
}

function compareState(expected: StateExpectation, state: Outcome["state"], at: string): readonly Difference[] {
  if (state === undefined) {
    return [
      difference({
        at,
        expected: expected.is,
        found: undefined,
        words: `expected, but ${expected.get} was never read`,
      }),
    ];
  }
  if (state.reached) {
    return [];
  }
  const mismatches = compareValue({ expected: expected.is, found: state.last, at: "" }).map(({ message }) => message);
  const last =
    mismatches.length === 0 ? "the last read meets it, but came too late" : `last read: ${mismatches.join("; ")}`;
  const words = `expected from ${expected.get} within ${expected.withinSeconds} s, not reached after ${Math.round(10 * state.waitedSeconds) / 10} s; ${last}`;
  return [difference({ at, expected: expected.is, found: state.last, words })];
}
