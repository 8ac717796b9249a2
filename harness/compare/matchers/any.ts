import { plainMatcher } from "./matcher.ts";

/** `$any`: there is a value, whatever it is; null is one. */
export const any = plainMatcher("any value", () => true);
