import { distance } from "fastest-levenshtein";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CallExpectation } from "#harness/scenario/scenario.ts";
import { compareCall } from "./compare-call.ts";
import type { Difference } from "./difference.ts";

/** The exchange that comes closest to an expected call, and how it differs; undefined if there are no exchanges. */
export function nearestCall(
  expected: CallExpectation,
  exchanges: readonly Exchange[],
): { readonly exchange: Exchange; readonly differences: readonly Difference[] } | undefined {
  const ranked = exchanges.map((exchange) => {
    const differences = compareCall(expected, exchange);
    return { exchange, differences, weight: weigh(expected, exchange, differences) };
  });
  return ranked.sort((a, b) => a.weight - b.weight)[0];
}

/** Another path weighs more than another method, that more than all other differences; paths count by their spelling. */
function weigh(expected: CallExpectation, { request }: Exchange, differences: readonly Difference[]): number {
  const places = differences.map(({ at }) => at);
  const spelling =
    typeof expected.path === "string" ? distance(expected.path.slice(0, 500), request.path.slice(0, 500)) : 0;
  const path = places.includes("/path") ? 100_000 + spelling * 100 : 0;
  return path + (places.includes("/method") ? 10_000 : 0) + Math.min(differences.length, 99);
}
