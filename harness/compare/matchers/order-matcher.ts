import { formatValue } from "#harness/compare/format-value.ts";
import { parseIsoTime } from "./iso-time.ts";
import type { Matcher } from "./matcher.ts";

/** How an order is called, in words that stand before the limit. */
interface OrderWords {
  readonly number: string;
  readonly time: string;
}

/** A matcher that puts a number beside a number, or a time beside a time (both ISO 8601 dates or date-times as text). */
export function orderMatcher(words: OrderWords, isInOrder: (found: number, limit: number) => boolean): Matcher {
  return {
    argumentProblem: (argument) =>
      amountOf(argument) === undefined ? "needs a number or an ISO 8601 date as text" : undefined,
    describe: (argument) => `${typeof argument === "number" ? words.number : words.time} ${formatValue(argument)}`,
    matches(found, argument) {
      const amount = typeof found === typeof argument ? amountOf(found) : undefined;
      const limit = amountOf(argument);
      return amount !== undefined && limit !== undefined && isInOrder(amount, limit);
    },
  };
}

function amountOf(value: unknown): number | undefined {
  if (typeof value === "number") {
    return Number.isNaN(value) ? undefined : value;
  }
  return typeof value === "string" ? parseIsoTime(value)?.milliseconds : undefined;
}
