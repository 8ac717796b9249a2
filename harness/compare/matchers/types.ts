import { isRecord } from "#harness/compare/json.ts";
import { plainMatcher } from "./matcher.ts";

/** `$string`: a text, the empty one too. */
export const string = plainMatcher("a text", (found) => typeof found === "string");

/** `$number`: a number; a text of digits is none. */
export const number = plainMatcher("a number", (found) => typeof found === "number");

/** `$boolean`: true or false. */
export const boolean = plainMatcher("true or false", (found) => typeof found === "boolean");

/** `$array`: an array of any length. */
export const array = plainMatcher("an array", (found) => Array.isArray(found));

/** `$object`: an object; an array or null is none. */
export const object = plainMatcher("an object", isRecord);
