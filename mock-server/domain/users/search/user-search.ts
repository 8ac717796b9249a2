/** How one criterion of a search compares (NET `UserSearchCriteria.md`). */
export const criterionTypes = [
  "EXACT",
  "STARTS_WITH",
  "CONTAINS",
  "REGEX",
  "TERM",
  "TERMS",
  "REQUIRED_FIELDS",
  "MATCH_ALL",
  "QUERY_STRING",
  "RANGE",
  "LESS_THAN",
  "LESS_THAN_EQUAL_TO",
  "GREATER_THAN",
  "GREATER_THAN_EQUAL_TO",
] as const;
export type CriterionType = (typeof criterionTypes)[number];

export const operators = ["AND", "OR", "NOT"] as const;

/** One thing that a search asks of a user. */
export interface Criterion {
  readonly type: CriterionType;
  /** How it is applied to what the criteria before it came to. */
  readonly operator: (typeof operators)[number];
  readonly fields: readonly string[];
  /** `value` and `values` in one list; in lower case, but for regular expressions. */
  readonly values: readonly string[];
  readonly startValue?: string;
  readonly endValue?: string;
  /** Criteria in its place. */
  readonly group: readonly Criterion[];
}

export interface SearchOrder {
  readonly sortBy: string;
  readonly descending: boolean;
}

/** A search, read from a body or from a `q64`. */
export interface UserSearch {
  readonly criteria: readonly Criterion[];
  readonly orders: readonly SearchOrder[];
  readonly expand: ReadonlySet<string>;
  readonly pageSize: number;
  readonly pageNumber: number;
}

/** What of a search cannot be read, by its place: `query.0.value`. */
export interface SearchProblem {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}
