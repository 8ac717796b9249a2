import type { Exchange } from "#harness/exchange/exchange.ts";
import type { SideAliases, SideName } from "./side-aliases.ts";

/** The calls of one side with the same method, path and query, in the order they were made; at least one. */
export interface CallGroup {
  readonly method: string;
  /** Path and query of the first of them, as sent. */
  readonly path: string;
  readonly exchanges: readonly Exchange[];
}

export interface MatchedCalls {
  readonly mock: CallGroup;
  readonly real: CallGroup;
}

export interface UnmatchedCalls {
  readonly mock: readonly CallGroup[];
  readonly real: readonly CallGroup[];
}

/**
 * Finds for each group of calls of the mock's side that of the real side, hands both to `compare`, and returns those of which
 * only one side has any. What `compare` learns of ids decides about the calls that are not matched yet: a launch tells the id
 * of the execution that is then read. Calls whose ids nothing tells are matched in the order they were made.
 */
export function matchCalls(
  exchanges: Readonly<Record<SideName, readonly Exchange[]>>,
  aliases: SideAliases,
  compare: (matched: MatchedCalls) => void,
): UnmatchedCalls {
  const waiting = {
    mock: groupCalls("mock", exchanges.mock, aliases),
    real: groupCalls("real", exchanges.real, aliases),
  };
  while (compareMatching(waiting, aliases, compare) || pairByShape(waiting, aliases)) {
    // Each round can match what the one before has learned.
  }
  return { mock: [...waiting.mock], real: [...waiting.real] };
}

/** A call in words, ids by their names: `GET /api/v2/flows/<publishedFlow>`. */
export function nameCall(side: SideName, { method, path }: CallGroup, aliases: SideAliases, stranger?: string): string {
  return `${method} ${aliases.inText(side, path, stranger)}`;
}

interface Waiting {
  readonly mock: Set<CallGroup>;
  readonly real: Set<CallGroup>;
}

function groupCalls(side: SideName, exchanges: readonly Exchange[], aliases: SideAliases): Set<CallGroup> {
  const groups = new Map<string, { method: string; path: string; exchanges: Exchange[] }>();
  for (const exchange of exchanges) {
    const { method, path } = exchange.request;
    const name = nameCall(side, { method, path, exchanges: [] }, aliases);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { method, path, exchanges: [exchange] });
    else group.exchanges.push(exchange);
  }
  return new Set(groups.values());
}

function compareMatching(waiting: Waiting, aliases: SideAliases, compare: (matched: MatchedCalls) => void): boolean {
  const realByName = new Map([...waiting.real].map((group) => [nameCall("real", group, aliases), group]));
  let hasMatched = false;
  for (const mock of waiting.mock) {
    const real = realByName.get(nameCall("mock", mock, aliases));
    // One that was matched in this round can stand under its old name still.
    if (real === undefined || !waiting.real.has(real)) continue;
    waiting.mock.delete(mock);
    waiting.real.delete(real);
    hasMatched = true;
    compare({ mock, real });
  }
  return hasMatched;
}

function pairByShape(waiting: Waiting, aliases: SideAliases): boolean {
  const realByShape = new Map<string, CallGroup[]>();
  for (const real of waiting.real) {
    const shape = nameCall("real", real, aliases, "<id>");
    const sameShape = realByShape.get(shape);
    if (sameShape === undefined) realByShape.set(shape, [real]);
    else sameShape.push(real);
  }
  let hasPaired = false;
  for (const mock of waiting.mock) {
    const real = realByShape.get(nameCall("mock", mock, aliases, "<id>"))?.shift();
    if (real === undefined) continue;
    const realIds = aliases.strangers("real", real.path);
    for (const [position, mockId] of aliases.strangers("mock", mock.path).entries()) {
      const realId = realIds[position];
      if (realId !== undefined && aliases.pair(mockId, realId)) hasPaired = true;
    }
  }
  return hasPaired;
}
