import type { MatcherName } from "#harness/scenario/matcher-names.ts";
import { isRecord } from "./json.ts";
import { matchers } from "./matchers/index.ts";
import type { Matcher } from "./matchers/matcher.ts";

/** A matcher as written in an expectation. `name` keeps its `$`; `matcher` is absent if no matcher has that name. */
export interface WrittenMatcher {
  readonly name: string;
  readonly argument: unknown;
  readonly matcher?: Matcher;
}

/**
 * Reads an expected value as a matcher: an object whose only key starts with `$`, or the bare name of a matcher. Anything
 * else is an ordinary value and gives undefined.
 */
export function parseMatcher(expected: unknown): WrittenMatcher | undefined {
  if (typeof expected === "string") {
    return isMatcherName(expected) ? { name: expected, argument: undefined, matcher: matchers[expected] } : undefined;
  }
  if (!isRecord(expected)) {
    return undefined;
  }
  const [entry, ...others] = Object.entries(expected);
  if (entry === undefined || others.length > 0 || !entry[0].startsWith("$")) {
    return undefined;
  }
  const [name, argument] = entry;
  return isMatcherName(name) ? { name, argument, matcher: matchers[name] } : { name, argument };
}

function isMatcherName(name: string): name is MatcherName {
  return Object.hasOwn(matchers, name);
}
