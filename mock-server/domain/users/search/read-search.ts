import { asFields } from "#mock-server/contract/read-fields.ts";
import { expandNames } from "#mock-server/domain/users/expand-user.ts";
import { readCriteria } from "./read-criteria.ts";
import { userFields } from "./user-fields.ts";
import type { SearchOrder, SearchProblem, UserSearch } from "./user-search.ts";

export type ReadSearch =
  | { readonly kind: "search"; readonly search: UserSearch }
  | { readonly kind: "unreadable"; readonly problem: SearchProblem };

/**
 * Reads a search. That of a body fits the contract's schema already; one of a `q64` can be anything. Pages of 25 (NET), by name
 * where nothing else is asked for, are inferred for a search.
 */
export function readSearch(value: unknown, { maxPageSize }: { readonly maxPageSize: number }): ReadSearch {
  const fields = asFields(value);
  if (fields === undefined) return unreadable({ field: "body", expected: "an object", found: "something else" });
  const problems: SearchProblem[] = [];
  const search: UserSearch = {
    criteria: readCriteria(fields["query"], "query", problems),
    orders: readOrders(fields),
    expand: expandNames(fields["expand"]),
    pageSize: readCount(fields["pageSize"], { field: "pageSize", otherwise: 25, maximum: maxPageSize, problems }),
    pageNumber: readCount(fields["pageNumber"], { field: "pageNumber", otherwise: 1, maximum: 2 ** 31 - 1, problems }),
  };
  const [problem] = problems;
  return problem === undefined ? { kind: "search", search } : unreadable(problem);
}

function unreadable(problem: SearchProblem): ReadSearch {
  return { kind: "unreadable", problem };
}

/** `sort`, or where it has nothing `sortBy` and `sortOrder`. A field that nobody knows sorts nothing; the first of a field counts. */
function readOrders(fields: Readonly<Record<string, unknown>>): SearchOrder[] {
  const sort: readonly unknown[] = Array.isArray(fields["sort"]) ? fields["sort"] : [];
  const orders = new Map<string, SearchOrder>();
  for (const item of sort.length > 0 ? sort : [fields]) {
    const { sortBy = "name", sortOrder } = asFields(item) ?? {};
    if (typeof sortBy !== "string" || !userFields.has(sortBy) || orders.has(sortBy)) continue;
    orders.set(sortBy, { sortBy, descending: sortOrder === "DESC" });
  }
  return [...orders.values()];
}

function readCount(
  value: unknown,
  to: { field: string; otherwise: number; maximum: number; problems: SearchProblem[] },
): number {
  if (value === undefined) return to.otherwise;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= to.maximum) return value;
  const expected = `a whole number from 1 to ${to.maximum}`;
  to.problems.push({ field: to.field, expected, found: typeof value === "number" ? String(value) : "something else" });
  return to.otherwise;
}
