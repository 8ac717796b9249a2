import type { Exchange } from "#harness/exchange/exchange.ts";

/** The same call on both sides, or a call that only one side saw. */
export interface CallPair {
  readonly mock?: Exchange;
  readonly real?: Exchange;
}

/** Puts the calls of two sides beside each other in the order in which they were made; ids in a path may differ. */
export function pairCalls(mock: readonly Exchange[], real: readonly Exchange[]): CallPair[] {
  const pairs: CallPair[] = [];
  let next = 0;
  for (const [index, call] of mock.entries()) {
    const at = real.findIndex((other, position) => position >= next && keyOf(other) === keyOf(call));
    const skipped = at === -1 ? [] : real.slice(next, at);
    // A call that the mock sees later as well is not skipped for this one.
    const isLater = skipped.some((other) => mock.slice(index + 1).some((later) => keyOf(later) === keyOf(other)));
    const partner = isLater ? undefined : real[at];
    if (partner === undefined) {
      pairs.push({ mock: call });
      continue;
    }
    pairs.push(...skipped.map((other) => ({ real: other })), { mock: call, real: partner });
    next = at + 1;
  }
  return [...pairs, ...real.slice(next).map((other) => ({ real: other }))];
}

function keyOf({ request }: Exchange): string {
  const path = request.path.replace(/\?.*$/s, "").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "*");
  return `${request.method} ${path}`;
}
