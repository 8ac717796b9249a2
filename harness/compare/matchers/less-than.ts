import { orderMatcher } from "./order-matcher.ts";

/** `$lessThan`: a number below the given one, or a time before the given one. */
export const lessThan = orderMatcher(
  { number: "a number less than", time: "a time before" },
  (found, limit) => found < limit,
);
