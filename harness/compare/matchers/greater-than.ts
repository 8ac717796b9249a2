import { orderMatcher } from "./order-matcher.ts";

/** `$greaterThan`: a number above the given one, or a time after the given one. */
export const greaterThan = orderMatcher(
  { number: "a number greater than", time: "a time after" },
  (found, limit) => found > limit,
);
