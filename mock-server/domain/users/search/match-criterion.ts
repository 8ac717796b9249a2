import type { User } from "#mock-server/org/entities.ts";
import { compareValues } from "./compare-values.ts";
import { matchPattern } from "./match-pattern.ts";
import { parsePattern } from "./parse-pattern.ts";
import { type SearchEffort, spend } from "./search-effort.ts";
import { textsIn, userFields } from "./user-fields.ts";
import type { Criterion, CriterionType } from "./user-search.ts";

/**
 * Whether a user is what the criteria ask for, each applied with its operator to what those before it came to; without an
 * operator all have to hold (TF: e-mail address and state). How OR and NOT are applied is inferred.
 */
export function matchesAll(user: User, criteria: readonly Criterion[], effort: SearchEffort): boolean {
  return criteria.reduce((before, criterion) => {
    if (!spend(effort, 1)) return false;
    const holds = () => matches(user, criterion, effort);
    switch (criterion.operator) {
      case "AND":
        return before && holds();
      case "OR":
        // What stands first has nothing before it that could hold.
        return (criterion !== criteria[0] && before) || holds();
      case "NOT":
        return before && !holds();
      default:
        return criterion.operator satisfies never;
    }
  }, true);
}

function matches(user: User, criterion: Criterion, effort: SearchEffort): boolean {
  const { type, group, fields } = criterion;
  if (!spend(effort, fields.length)) return false;
  if (group.length > 0) return matchesAll(user, group, effort);
  switch (type) {
    case "MATCH_ALL":
      return true;
    case "REQUIRED_FIELDS":
      return fields.every((field) => textsIn(user, field).length > 0);
    case "QUERY_STRING":
      return matchesQuery(user, criterion, effort);
    default:
      return fields.some((field) => textsIn(user, field).some((text) => compares(type, { text, criterion, effort })));
  }
}

interface Comparison {
  readonly text: string;
  readonly criterion: Criterion;
  readonly effort: SearchEffort;
}

type TextType = Exclude<CriterionType, "MATCH_ALL" | "REQUIRED_FIELDS" | "QUERY_STRING">;

/** Any one of the values is enough (TF: `values` with EXACT). */
function compares(type: TextType, { text, criterion, effort }: Comparison): boolean {
  const { values, startValue, endValue } = criterion;
  if (!spend(effort, text.length + values.length)) return false;
  const some = (test: (value: string) => boolean) => values.some(test);
  switch (type) {
    case "EXACT":
      return values.includes(text);
    case "STARTS_WITH":
      return some((value) => text.startsWith(value));
    case "CONTAINS":
      return some((value) => spend(effort, text.length) && text.includes(value));
    case "REGEX":
      return some((value) => matchesPattern(value, text, effort));
    case "TERM":
    case "TERMS": {
      const words = new Set([text, ...wordsOf(text)]);
      return some((value) => words.has(value));
    }
    case "RANGE":
      return (
        (startValue === undefined || compareValues(text, startValue) >= 0) &&
        (endValue === undefined || compareValues(text, endValue) <= 0)
      );
    case "LESS_THAN":
      return some((value) => compareValues(text, value) < 0);
    case "LESS_THAN_EQUAL_TO":
      return some((value) => compareValues(text, value) <= 0);
    case "GREATER_THAN":
      return some((value) => compareValues(text, value) > 0);
    case "GREATER_THAN_EQUAL_TO":
      return some((value) => compareValues(text, value) >= 0);
    default:
      return type satisfies never;
  }
}

function matchesPattern(value: string, text: string, effort: SearchEffort): boolean {
  const pattern = spend(effort, value.length) ? parsePattern(value) : undefined;
  return pattern !== undefined && matchPattern(pattern, text, effort);
}

/** Each word of the query stands in one of the fields, by default in any; a `*` at its end says nothing. */
function matchesQuery(user: User, { fields, values }: Criterion, effort: SearchEffort): boolean {
  const texts = (fields.length > 0 ? fields : [...userFields.keys()]).flatMap((field) => textsIn(user, field));
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return values.some((value) =>
    value
      .split(/\s+/)
      .filter((word) => word !== "")
      .every((word) => spend(effort, length) && texts.some((text) => text.includes(word.replace(/\*$/, "")))),
  );
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}
