import type { Difference } from "#harness/compare/difference.ts";
import type { ContractFacts, DescribedResponse } from "#harness/contract/contract-facts.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Position, Tolerance } from "#harness/scenario/scenario.ts";
import { applyTolerances, type ToleratedSides } from "./apply-tolerances.ts";
import { askedWords } from "./body/compare-words.ts";
import { findSchemaDrift, withoutSchemaDrift } from "./body/schema-drift.ts";
import type { CauseContext, RunToken } from "./cause/cause-context.ts";
import { findCause } from "./cause/find-cause.ts";
import { compareAnswers } from "./compare-answers.ts";
import { compareExpectations } from "./compare-expectations.ts";
import { absenceAllowedBy, type FoundDrift } from "./found-drift.ts";
import { type CallGroup, type MatchedCalls, matchCalls, nameCall } from "./match-calls.ts";
import { type Answer, readAnswer } from "./read-answer.ts";
import { createSideAliases, type SideAliases, type SideName } from "./side-aliases.ts";

/** One side of a scenario, under one contract, after its run. */
export interface ComparedRun {
  readonly exchanges: readonly Exchange[];
  /** How it differs from the expectation. */
  readonly differences: readonly Difference[];
  /** The values that `${name}` stood for. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface SidesToCompare {
  readonly mock: ComparedRun;
  readonly real: ComparedRun;
  readonly facts: ContractFacts;
  /** Where a value of the real side comes from that the run was given, by the value; default none is known. */
  readonly bindings?: CauseContext["bindings"];
  /** What the run has found on the real side otherwise; default nothing. */
  readonly foundThere?: ReadonlySet<string>;
  /** The token of the run on the real side; default none is known. */
  readonly token?: RunToken;
  /** Default no difference has a place in the file. */
  readonly placeOf?: PlaceOfDrift;
  readonly tolerate: readonly Tolerance[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Where in the scenario file a difference shows: `at` is its place, `exchange` the call of either side that it was seen on. */
export type PlaceOfDrift = (at: string, exchange?: Exchange) => Position;

/**
 * What two sides of a run differ in, in the order of the mock's calls, then the expectations. Calls of the same method, path
 * and query are one call, of which the last answer counts, since how often a client polls is no difference. Where both sides
 * made it equally often, refusals and calls that do not read are compared one by one.
 */
export function compareSides(sides: SidesToCompare): ToleratedSides {
  const { mock, real, facts, tolerate, today, token, foundThere, bindings = new Map(), placeOf = () => ({}) } = sides;
  const causes = {
    permissionsOf: facts.permissions,
    bindings,
    exchanges: real.exchanges,
    ...(token === undefined ? {} : { token }),
    ...(foundThere === undefined ? {} : { foundThere }),
  };
  const aliases = createSideAliases({ mock: mock.variables, real: real.variables });
  const context: CallContext = { facts, aliases, causes, placeOf };
  const found: FoundDrift[] = [];
  const unmatched = matchCalls({ mock: mock.exchanges, real: real.exchanges }, aliases, (matched) => {
    found.push(...compareCalls(matched, context));
  });
  const all = [
    ...found,
    ...unmatched.mock.map((group) => callOnOneSide("mock", group, context)),
    ...unmatched.real.flatMap((group) => [callOnOneSide("real", group, context), ...checkUnmatched(group, context)]),
    ...compareExpectations(mock.differences, real.differences).map((item) => ({ ...item, ...placeOf(item.at) })),
  ];
  return applyTolerances(all, { tolerate, today });
}

interface CallContext {
  readonly facts: ContractFacts;
  readonly aliases: SideAliases;
  readonly causes: CauseContext;
  readonly placeOf: (at: string, exchange?: Exchange) => Partial<Position>;
}

function compareCalls({ mock, real }: MatchedCalls, context: CallContext): readonly FoundDrift[] {
  const call = nameCall("real", real, context.aliases);
  const items = answersToCompare({ mock, real }).flatMap((pair) => compareExchanges(pair, context));
  // The same difference in repeated calls is one.
  return [...new Map(items.map((item) => [`${item.at} ${item.message}`, { ...item, call }])).values()];
}

interface ExchangePair {
  readonly mock: Exchange;
  readonly real: Exchange;
}

/** Of a read that was answered with 2xx before, the earlier answers show no more than that a client polled. */
function answersToCompare({ mock, real }: MatchedCalls): readonly ExchangePair[] {
  const [mockLast, realLast] = [mock.exchanges.at(-1), real.exchanges.at(-1)];
  if (mockLast === undefined || realLast === undefined) return [];
  const last = { mock: mockLast, real: realLast };
  if (mock.exchanges.length !== real.exchanges.length) return [last];
  const isRead = ["GET", "HEAD", "OPTIONS"].includes(mock.method);
  const earlier = mock.exchanges
    .slice(0, -1)
    .map((exchange, position) => ({ mock: exchange, real: real.exchanges[position] ?? realLast }));
  return [...earlier.filter((pair) => !isRead || isRefused(pair.mock) || isRefused(pair.real)), last];
}

function isRefused({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 400;
}

function compareExchanges(
  { mock, real }: ExchangePair,
  { facts, aliases, causes, placeOf }: CallContext,
): readonly FoundDrift[] {
  const [mockAnswer, realAnswer] = [readAnswer(mock), readAnswer(real)];
  const described = describeResponse(real, realAnswer);
  const unpublished = facts.unpublished(described.method, described.path);
  const pair = { mock: mockAnswer, real: realAnswer };
  // What the platform does not publish it answers with 404, whatever the id.
  const isMissing = unpublished !== undefined && realAnswer?.status === 404;
  const cause = isMissing ? undefined : findCause(pair, real, causes);
  const items = compareAnswers(pair, {
    aliases,
    isClosedValue: (pointer) => facts.isClosedValue(described, pointer),
    isDataMap: (pointer) => facts.isDataMap(described, pointer),
    asked: askedWords(described.path),
    ...(unpublished === undefined ? {} : { unpublished }),
    ...(cause === undefined ? {} : { cause }),
  });
  const schema = findSchemaDrift({ mock: describeResponse(mock, mockAnswer), real: described, facts });
  return [...withoutSchemaDrift(items, schema), ...schema].map((item) => ({
    ...item,
    // Also of a thing that is shown in another state every difference lies in that.
    ...(cause === undefined ? {} : { cause }),
    ...placeOf(item.at, real),
  }));
}

function checkUnmatched(group: CallGroup, { facts, aliases, placeOf }: CallContext): readonly FoundDrift[] {
  const last = group.exchanges.at(-1);
  if (last === undefined) return [];
  const call = nameCall("real", group, aliases, "<id>");
  const real = describeResponse(last, readAnswer(last));
  return findSchemaDrift({ mock: undefined, real, facts }).map((item) => ({
    ...item,
    ...placeOf(item.at, last),
    call,
  }));
}

function describeResponse({ request }: Exchange, answer: Answer | undefined): DescribedResponse {
  return { method: request.method, path: request.path, status: answer?.status ?? 0, body: jsonOf(answer) };
}

function jsonOf(answer: Answer | undefined): unknown {
  return answer?.body.kind === "json" ? answer.body.value : undefined;
}

function callOnOneSide(side: SideName, group: CallGroup, { aliases, placeOf }: CallContext): FoundDrift {
  const call = nameCall(side, group, aliases, "<id>");
  const status = group.exchanges.at(-1)?.response?.status;
  const outcome = status === undefined ? "got no response" : `was answered ${status}`;
  const [here, other] = side === "mock" ? ["on the mock", "on the real API"] : ["on the real API", "on the mock"];
  return {
    at: "/calls",
    ...placeOf("/calls", group.exchanges.at(-1)),
    kind: "call",
    call,
    ...(side === "mock" ? { mock: status } : { live: status }),
    message: `call: made ${here} only, where it ${outcome}; look at what the client was answered before it ${other}`,
    allowedBy: [...absenceAllowedBy(side === "mock" ? "real" : "mock"), "differ"],
  };
}
