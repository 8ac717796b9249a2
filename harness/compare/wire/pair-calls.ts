import type { Exchange } from "#harness/exchange/exchange.ts";
import { splitTarget, templateOf } from "./compare-path.ts";

/** A call of one client and the call of the other that is meant by it. */
export interface CallPair {
  readonly reference: Exchange;
  readonly other: Exchange;
}

export interface PairedCalls {
  /** In the order of the other client's calls. */
  readonly pairs: readonly CallPair[];
  readonly onlyReference: readonly Exchange[];
  readonly onlyOther: readonly Exchange[];
}

/** How many calls of a client are looked at, the first ones. */
const mostCalls = 1000;

/** Finds the calls of two clients that belong together: by method and path, by their template, by the path alone, by order. */
export function pairCalls(reference: readonly Exchange[], other: readonly Exchange[]): PairedCalls {
  let left = reference.slice(0, mostCalls);
  let right = other.slice(0, mostCalls);
  const found = new Map<Exchange, Exchange>();
  for (const keyOf of keys) {
    const free = new Map<string, Exchange[]>();
    for (const call of left) free.set(keyOf(call), [...(free.get(keyOf(call)) ?? []), call]);
    for (const call of right) {
      const counterpart = free.get(keyOf(call))?.shift();
      if (counterpart !== undefined) found.set(call, counterpart);
    }
    const taken = new Set(found.values());
    left = left.filter((call) => !taken.has(call));
    right = right.filter((call) => !found.has(call));
  }
  const pairs = other.flatMap((call) => {
    const counterpart = found.get(call);
    return counterpart === undefined ? [] : [{ reference: counterpart, other: call }];
  });
  return { pairs, onlyReference: left, onlyOther: right };
}

/** A login is no counterpart of anything else. */
const kindOf = ({ request }: Exchange) => (request.path.startsWith("/oauth/") ? "login" : "call");

const keys: readonly ((call: Exchange) => string)[] = [
  ({ request }) => `${request.method} ${splitTarget(request.path).path}`,
  ({ request }) => `${request.method} ${templateOf(splitTarget(request.path).path)}`,
  ({ request }) => templateOf(splitTarget(request.path).path),
  (call) => `${kindOf(call)} ${call.request.method}`,
  kindOf,
];
