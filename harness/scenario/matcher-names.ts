/** The matchers an expectation can use; `harness/compare` has one entry per name. */
export const matcherNames = [
  "$any",
  "$absent",
  "$string",
  "$number",
  "$boolean",
  "$array",
  "$object",
  "$uuid",
  "$date",
  "$contains",
  "$matches",
  "$oneOf",
  "$not",
  "$length",
  "$greaterThan",
  "$lessThan",
] as const;

export type MatcherName = (typeof matcherNames)[number];
