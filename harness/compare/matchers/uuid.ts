import { plainMatcher } from "./matcher.ts";

const pattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `$uuid`: a UUID of any version, with hyphens, in either case. */
export const uuid = plainMatcher("a UUID", (found) => typeof found === "string" && pattern.test(found));
