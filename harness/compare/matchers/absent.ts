import { type Matcher, plainMatcher } from "./matcher.ts";

/** `$absent`: there is no such value. Null is a value. */
export const absent: Matcher = {
  ...plainMatcher("nothing here", (found) => found === undefined),
  seesMissing: true,
};
