/** Whether a found value meets an expected one, which may hold matchers. */
export type Fits = (expected: unknown, found: unknown) => boolean;

/** An expected value in words that fit behind "expected". */
export type Describe = (expected: unknown) => string;

/** A way to expect a value without naming it. The argument is what stands behind the matcher's name. */
export interface Matcher {
  /** Called first: what is wrong with the argument, in words that follow the matcher's name; undefined if it can be used. */
  argumentProblem(argument: unknown): string | undefined;
  /** The expected values inside the argument, each with its JSON pointer in it; absent if the argument holds none. */
  operands?(argument: unknown): readonly { readonly pointer: string; readonly expected: unknown }[];
  /** The expectation in words that fit behind "expected". */
  describe(argument: unknown, describe: Describe): string;
  /** Set if `matches` is to decide about a missing value (undefined); without it a missing value never matches. */
  readonly seesMissing?: true;
  /** Whether the found value is as expected. */
  matches(found: unknown, argument: unknown, fits: Fits): boolean;
  /** Called on a mismatch: the found value in words that fit behind "found", where the value alone says too little. */
  explain?(found: unknown, argument: unknown): string | undefined;
}

/** A matcher that takes no argument, written as its bare name or with `true`. */
export function plainMatcher(words: string, matches: (found: unknown) => boolean): Matcher {
  return {
    argumentProblem: (argument) => (argument === undefined || argument === true ? undefined : "takes only `true`"),
    describe: () => words,
    matches,
  };
}

/** The argument problem of a matcher that takes any value or matcher. */
export function needsValue(argument: unknown): string | undefined {
  return argument === undefined ? "needs a value or a matcher" : undefined;
}
