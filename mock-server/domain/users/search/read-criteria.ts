import { asFields } from "#mock-server/contract/read-fields.ts";
import { parsePattern } from "./parse-pattern.ts";
import { type Criterion, type CriterionType, criterionTypes, operators, type SearchProblem } from "./user-search.ts";

type Need = "fields" | "values" | "range";

/** What a criterion cannot do without, by its type; inferred from what each type compares. */
const needs: Readonly<Record<CriterionType, readonly Need[]>> = {
  EXACT: ["fields", "values"],
  STARTS_WITH: ["fields", "values"],
  CONTAINS: ["fields", "values"],
  REGEX: ["fields", "values"],
  TERM: ["fields", "values"],
  TERMS: ["fields", "values"],
  REQUIRED_FIELDS: ["fields"],
  MATCH_ALL: [],
  QUERY_STRING: ["values"],
  RANGE: ["fields", "range"],
  LESS_THAN: ["fields", "values"],
  LESS_THAN_EQUAL_TO: ["fields", "values"],
  GREATER_THAN: ["fields", "values"],
  GREATER_THAN_EQUAL_TO: ["fields", "values"],
};

/** Reads a list of criteria; what is wrong with them goes to `problems`. Absent means none. */
export function readCriteria(value: unknown, at: string, problems: SearchProblem[]): Criterion[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push({ field: at, expected: "a list of criteria", found: "something else" });
    return [];
  }
  return value.flatMap((item, position) => readCriterion(item, `${at}.${position}`, problems) ?? []);
}

function readCriterion(value: unknown, at: string, problems: SearchProblem[]): Criterion | undefined {
  const fields = asFields(value) ?? {};
  const type = criterionTypes.find((name) => name === fields["type"]);
  if (type === undefined) {
    problems.push({ field: `${at}.type`, expected: `one of ${criterionTypes.join(", ")}`, found: "something else" });
    return undefined;
  }
  const { startValue, endValue } = fields;
  const criterion: Criterion = {
    type,
    operator: operators.find((name) => name === fields["operator"]) ?? "AND",
    fields: [...new Set(listOfTexts(fields["fields"]))],
    values: [...listOfTexts([fields["value"]]), ...listOfTexts(fields["values"])].map((text) =>
      type === "REGEX" ? text : text.toLowerCase(),
    ),
    ...(typeof startValue === "string" ? { startValue: startValue.toLowerCase() } : {}),
    ...(typeof endValue === "string" ? { endValue: endValue.toLowerCase() } : {}),
    group: readCriteria(fields["group"], `${at}.group`, problems),
  };
  // A criterion with a group stands for the group.
  if (criterion.group.length === 0) problems.push(...findProblems(criterion, at));
  return criterion;
}

function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function findProblems(criterion: Criterion, at: string): SearchProblem[] {
  const { type, fields, values, startValue, endValue } = criterion;
  const absent: Readonly<Record<Need, boolean>> = {
    fields: fields.length === 0,
    values: values.length === 0,
    range: startValue === undefined && endValue === undefined,
  };
  const missing = needs[type].filter((need) => absent[need]).map((need) => missingFrom(type, need, at));
  if (type !== "REGEX" || values.every((text) => parsePattern(text) !== undefined)) return missing;
  return [...missing, { field: `${at}.value`, expected: "a regular expression", found: "one that cannot be read" }];
}

const needed: Readonly<Record<Need, { readonly field: string; readonly what: string }>> = {
  fields: { field: "fields", what: "the names of the fields to search" },
  values: { field: "value", what: "value or values" },
  range: { field: "startValue", what: "startValue or endValue" },
};

function missingFrom(type: CriterionType, need: Need, at: string): SearchProblem {
  const { field, what } = needed[need];
  return { field: `${at}.${field}`, expected: `${what}, which ${type} needs`, found: "nothing" };
}
