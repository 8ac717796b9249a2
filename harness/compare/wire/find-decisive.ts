import { type Answer, answerFrom, answerOf, isSameAnswer } from "./answer-of.ts";
import { type ComparedRun, compareRuns } from "./compare-runs.ts";
import { findReference, withoutChanges } from "./compare-wire.ts";
import type { FoundDifference } from "./found-difference.ts";
import type { WireComparison } from "./wire-difference.ts";
import type { SentRequest, WireInput } from "./wire-run.ts";

/**
 * Sends a request to a mock that is as fresh as each client's was, and gives the answer; the body as bytes, text or parsed.
 * The request holds the token of the run it was captured in, which the sender replaces by one of its own mock.
 */
export type TryRequest = (request: SentRequest) => Promise<{ readonly status: number; readonly body: unknown }>;

/** How many requests are sent for one client at most. */
const mostTries = 20;

/**
 * Compares clients as `compareWire` does and finds by experiment which differences decide. The client's request is sent with
 * one part as in the reference's: a part that by itself makes the answer the reference's (status and error code) is decisive.
 * If none is, parts are replaced one after the other until the answer is, and those together are decisive. None is marked
 * where the two requests, sent alone, are not answered as they were: then it is not only the requests that decide.
 */
export async function findDecisive(input: WireInput, tryRequest: TryRequest): Promise<WireComparison | undefined> {
  const reference = findReference(input.runs);
  if (reference === undefined || input.runs.length < 2) return undefined;
  const others = [];
  for (const run of input.runs.filter((one) => one !== reference)) {
    const compared = compareRuns(reference, run, input.knownTokens);
    others.push(withoutChanges(compared, await experiment(compared, tryRequest)));
  }
  return { contract: input.contract, reference: reference.name, others };
}

type Changeable = FoundDifference & Required<Pick<FoundDifference, "change">>;

async function experiment(
  { pair, differences }: ComparedRun,
  tryRequest: TryRequest,
): Promise<ReadonlySet<FoundDifference>> {
  const none = new Set<FoundDifference>();
  if (pair === undefined) return none;
  const [wanted, given] = [answerOf(pair.reference), answerOf(pair.other)];
  if (isSameAnswer(wanted, given) || wanted.status === undefined) return none;
  const changeable = differences.filter((one): one is Changeable => one.change !== undefined);
  const isAnswered = countTries(tryRequest);
  if (!(await isAnswered(pair.reference.request, wanted)) || !(await isAnswered(pair.other.request, given)))
    return none;

  const alone = new Set<FoundDifference>();
  for (const difference of changeable) {
    if (await isAnswered(changed(pair.other.request, [difference]), wanted)) alone.add(difference);
  }
  if (alone.size > 0) return alone;
  for (let count = 2; count <= changeable.length; count += 1) {
    const prefix = changeable.slice(0, count);
    if (await isAnswered(changed(pair.other.request, prefix), wanted)) return new Set(prefix);
  }
  return none;
}

/** Asks whether a request gets an answer, as long as there are tries left; a request that cannot be sent does not. */
function countTries(tryRequest: TryRequest): (request: SentRequest | undefined, answer: Answer) => Promise<boolean> {
  let left = mostTries;
  return async (request, answer) => {
    if (request === undefined || left === 0) return false;
    left -= 1;
    try {
      return isSameAnswer(answerFrom(await tryRequest(request)), answer);
    } catch {
      return answer.status === undefined;
    }
  };
}

/** A request with parts as in the reference's, and the length of its body as it then is; undefined if that cannot be done. */
function changed(request: SentRequest, differences: readonly Changeable[]): SentRequest | undefined {
  try {
    return withLength(differences.reduce((so, { change }) => change(so), request));
  } catch {
    // A body that is nested too deep to be written again, say.
    return undefined;
  }
}

function withLength(request: SentRequest): SentRequest {
  const isLength = ([name]: readonly [string, string]) => name.toLowerCase() === "content-length";
  const had = request.headers.findIndex(isLength);
  const headers = request.headers.map((line) =>
    isLength(line) ? ([line[0], String(request.body.length)] as const) : line,
  );
  const isChunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  const added = had < 0 && !isChunked && request.body.length > 0;
  return { ...request, headers: added ? [...headers, ["Content-Length", String(request.body.length)]] : headers };
}
