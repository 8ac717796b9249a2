import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CallExpectation } from "#harness/scenario/scenario.ts";
import { describeCall, formatCall, meetsCall } from "./compare-call.ts";
import type { Difference } from "./difference.ts";
import { nearestCall } from "./nearest-call.ts";
import { childPointer, formatPlace } from "./pointer.ts";
import { difference } from "./walk-value.ts";

const mostListed = 5;

/**
 * One difference per expected call that no exchange met. Each call takes the first exchange that meets it after the one
 * taken before, so the order counts and an exchange counts once; other exchanges may stand between.
 */
export function compareCalls(
  expected: readonly CallExpectation[],
  exchanges: readonly Exchange[],
  at: string,
): readonly Difference[] {
  const taken = takeExchanges(expected, exchanges);
  return expected.flatMap((call, entry) => {
    if (taken[entry] !== undefined) {
      return [];
    }
    const { words, exchange } = explainUnmet(call, exchanges, { taken, entry, at });
    return [
      difference({
        at: childPointer(at, entry),
        expected: call,
        found: exchange === undefined ? undefined : summarise(exchange),
        words: `expected a call ${describeCall(call)}, ${words}`,
      }),
    ];
  });
}

/** With `true`: a difference if there was any call. With a list: one per listed call that some exchange met. */
export function compareNoCalls(
  expected: true | readonly CallExpectation[],
  exchanges: readonly Exchange[],
  at: string,
): readonly Difference[] {
  if (expected === true) {
    return exchanges.length === 0 ? [] : [unwanted({ at, expected, what: "no call", found: exchanges })];
  }
  return expected.flatMap((call, entry) => {
    const found = exchanges.filter((exchange) => meetsCall(call, exchange));
    const what = `no call ${describeCall(call)}`;
    return found.length === 0 ? [] : [unwanted({ at: childPointer(at, entry), expected: call, what, found })];
  });
}

/** Per expected call, the index of the exchange that it takes. An unmet call does not move the ones behind it. */
type Taken = readonly (number | undefined)[];

function takeExchanges(expected: readonly CallExpectation[], exchanges: readonly Exchange[]): Taken {
  let next = 0;
  return expected.map((call) => {
    const index = exchanges.findIndex((exchange, position) => position >= next && meetsCall(call, exchange));
    if (index === -1) {
      return undefined;
    }
    next = index + 1;
    return index;
  });
}

function explainUnmet(
  call: CallExpectation,
  exchanges: readonly Exchange[],
  { taken, entry, at }: { readonly taken: Taken; readonly entry: number; readonly at: string },
): { readonly words: string; readonly exchange?: Exchange } {
  if (exchanges.length === 0) {
    return { words: "found no call at all; check that the client uses the base URL it is given" };
  }
  const early = exchanges.findIndex((exchange) => meetsCall(call, exchange));
  const exchange = exchanges[early];
  if (exchange !== undefined) {
    const owner = taken.indexOf(early);
    const before = taken.findLastIndex((index, position) => index !== undefined && position < entry);
    const reason =
      owner === -1
        ? `which is before the call that meets ${formatPlace(childPointer(at, before))}`
        : `which already meets ${formatPlace(childPointer(at, owner))}`;
    return { words: `found it only as call ${early + 1} of ${exchanges.length}, ${reason}`, exchange };
  }
  const free = exchanges.filter((_, index) => !taken.includes(index));
  const nearest = nearestCall(call, free);
  if (nearest === undefined) {
    return { words: `found no call beside the ${exchanges.length} that meet other entries` };
  }
  const messages = nearest.differences.map(({ message }) => message);
  const words = `found none; the closest was ${formatCall(nearest.exchange)}: ${listSome(messages, "; ")}`;
  return { words, exchange: nearest.exchange };
}

interface Unwanted {
  readonly at: string;
  readonly expected: unknown;
  readonly what: string;
  readonly found: readonly Exchange[];
}

function unwanted({ at, expected, what, found }: Unwanted): Difference {
  const words = `expected ${what}, found ${found.length}: ${listSome(found.map(formatCall), ", ")}`;
  return difference({ at, expected, found: found.map(summarise), words });
}

/** What a report needs to name a call; headers and bodies stay out, since they may hold secrets. */
function summarise({ request, response }: Exchange): Readonly<Record<string, unknown>> {
  const { method, path } = request;
  return response === undefined ? { method, path } : { method, path, status: response.status };
}

function listSome(texts: readonly string[], separator: string): string {
  const rest = texts.length > mostListed ? `${separator}and ${texts.length - mostListed} more` : "";
  return texts.slice(0, mostListed).join(separator) + rest;
}
