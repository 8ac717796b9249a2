/** What can be wrong with a request, as the check `validate` names it. */
export const problemRules = [
  "media-type",
  "accept",
  "body-missing",
  "json-syntax",
  "unknown-property",
  "wrong-type",
  "bad-value",
  "missing-property",
  "constraint",
  "reference",
  "query-value",
  "query-date",
] as const;
export type ProblemRule = (typeof problemRules)[number];

/** What a problem of the check `validate` leads to; the place in the list is its precedence. */
export interface ProblemPolicy {
  readonly rule: ProblemRule;
  readonly refusal: string;
  /** Code of the single problem inside `errors[]`, where the error body lists them. */
  readonly code?: string;
}
