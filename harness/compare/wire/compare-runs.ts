import type { Exchange } from "#harness/exchange/exchange.ts";
import { answerOf, formatAnswer, isSameAnswer } from "./answer-of.ts";
import { compareBodies } from "./compare-bodies.ts";
import { compareCallLists } from "./compare-call-lists.ts";
import { compareHeaders } from "./compare-headers.ts";
import { comparePath, splitTarget } from "./compare-path.ts";
import { compareQuery } from "./compare-query.ts";
import { type FoundDifference, nothing, type PartComparison, type RequestPair, ranks } from "./found-difference.ts";
import { createHide } from "./hide-secrets.ts";
import { type CallPair, pairCalls } from "./pair-calls.ts";
import type { ComparedClient } from "./wire-difference.ts";
import type { WireRun } from "./wire-run.ts";

/** One client compared with the reference, with what an experiment needs. */
export interface ComparedRun extends Omit<ComparedClient, "differences"> {
  /** The likeliest to matter first. */
  readonly differences: readonly FoundDifference[];
  /** The calls that were compared; absent where one of the clients made none. */
  readonly pair?: CallPair;
}

/**
 * Compares a client's calls with the reference's: their list, and in every part the first call that was answered otherwise
 * than its counterpart, else the first that differs at all. `knownTokens` are those that the run gave to its clients.
 */
export function compareRuns(reference: WireRun, run: WireRun, knownTokens?: readonly string[]): ComparedRun {
  const paired = pairCalls(reference.exchanges, run.exchanges);
  const hide = createHide([...reference.exchanges, ...run.exchanges].slice(0, 200).map(({ request }) => request));
  const lists = compareCallLists(paired, hide);
  const chosen = choosePair(paired.pairs, { reference, run, hide, ...(knownTokens && { knownTokens }) });
  if (chosen === undefined) {
    const [expected, found] = [reference.exchanges[0], run.exchanges[0]];
    const one = expected ?? found;
    return {
      client: run.name,
      call: one === undefined ? "no call" : formatCall(one, hide),
      referenceAnswer: expected === undefined ? "it made no call" : formatAnswer(expected, hide),
      answer: found === undefined ? "it made no call" : formatAnswer(found, hide),
      ...lists,
    };
  }
  const { pair, parts } = chosen;
  return {
    client: run.name,
    call: formatCall(pair.other, hide),
    referenceAnswer: formatAnswer(pair.reference, hide),
    answer: formatAnswer(pair.other, hide),
    differences: [...parts.differences, ...lists.differences].toSorted((a, b) => a.rank - b.rank),
    hidden: parts.hidden + lists.hidden,
    pair,
  };
}

interface Around {
  readonly reference: WireRun;
  readonly run: WireRun;
  readonly hide: (text: string) => string;
  readonly knownTokens?: readonly string[];
}

function choosePair(
  pairs: readonly CallPair[],
  around: Around,
): { readonly pair: CallPair; readonly parts: PartComparison } | undefined {
  const compare = (pair: CallPair) => ({ pair, parts: comparePair(pair, around) });
  const answeredOtherwise = pairs.find(({ reference, other }) => !isSameAnswer(answerOf(reference), answerOf(other)));
  if (answeredOtherwise !== undefined) return compare(answeredOtherwise);
  let first: ReturnType<typeof compare> | undefined;
  for (const pair of pairs.slice(0, 100)) {
    const compared = compare(pair);
    if (compared.parts.differences.length > 0) return compared;
    first ??= compared;
  }
  return first;
}

function comparePair({ reference, other }: CallPair, around: Around): PartComparison {
  const pair: RequestPair = {
    reference: reference.request,
    other: other.request,
    hide: around.hide,
    ...(around.knownTokens && { knownTokens: around.knownTokens }),
    areOwnIds: (left, right) =>
      isId(left) &&
      isId(right) &&
      wasGiven(left, reference, around.reference.exchanges) &&
      wasGiven(right, other, around.run.exchanges),
  };
  const parts = [compareMethod, comparePath, compareQuery, compareHeaders, compareBodies].map((compare) =>
    compare(pair),
  );
  return {
    differences: parts.flatMap(({ differences }) => differences),
    hidden: parts.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

function compareMethod({ reference, other }: RequestPair): PartComparison {
  if (reference.method === other.method) return nothing;
  const isCase = reference.method.toUpperCase() === other.method.toUpperCase();
  const difference: FoundDifference = {
    part: "method",
    name: "",
    reference: reference.method,
    other: other.method,
    message: isCase
      ? "methods tell upper from lower case; fetch writes get and post in upper case, but not patch"
      : "another method is another operation; a redirect turns a POST into a GET, and fetch without a method sends GET",
    rank: ranks.method,
    change: (request) => ({ ...request, method: reference.method }),
  };
  return { differences: [difference], hidden: 0 };
}

const isId = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Whether an earlier answer of the same run holds a text. */
function wasGiven(text: string, before: Exchange, exchanges: readonly Exchange[]): boolean {
  const earlier = exchanges.slice(0, Math.max(0, exchanges.indexOf(before)));
  return earlier.slice(-100).some(({ response }) => response?.body.includes(text) === true);
}

/** A call in short: `POST /api/v2/flows/executions`. */
export function formatCall({ request }: Exchange, hide: (text: string) => string): string {
  const path = hide(splitTarget(request.path).path);
  return `${request.method} ${path.length > 200 ? `${path.slice(0, 200)}…` : path}`;
}
