import type { AcceptedCall, Outcome } from "#mock-server/call.ts";
import { compareTexts } from "#mock-server/domain/shared/compare-texts.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { firstOf } from "#mock-server/domain/shared/paging.ts";
import { expandUser } from "#mock-server/domain/users/expand-user.ts";
import { searchUnreadable } from "#mock-server/domain/users/faults.ts";
import { formatUser } from "#mock-server/domain/users/user-body.ts";
import type { User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { compareValues } from "./compare-values.ts";
import { matchesAll } from "./match-criterion.ts";
import { encodeQ64 } from "./q64.ts";
import { fullEffort } from "./search-effort.ts";
import { textsIn } from "./user-fields.ts";
import type { Criterion, SearchOrder, UserSearch } from "./user-search.ts";

/** Finds users and answers a page of them; `asked` is the search as it was sent, for the links to other pages. */
export async function searchUsers(
  search: UserSearch,
  asked: object,
  { call, org }: { readonly call: AcceptedCall; readonly org: Org },
): Promise<Outcome> {
  const effort = fullEffort();
  // A deleted user is found only by a search that asks for states (TF asks for `deleted`; the rest is inferred).
  const everyState = search.criteria.some(asksForState);
  const found = (await org.users.list())
    .filter((user) => everyState || user.state !== "deleted")
    .filter((user) => effort.left >= 0 && matchesAll(user, search.criteria, effort));
  if (effort.left < 0) {
    return refuse(
      searchUnreadable({
        in: "body",
        field: "query",
        expected: "a search of less effort",
        found: "too many comparisons",
      }),
    );
  }
  const sorted = found.sort(inOrder(search.orders));
  const start = firstOf(search);
  const results = await Promise.all(
    sorted
      .slice(start, start + search.pageSize)
      .map(async (user) => formatUser(user, org, await expandUser(user, search.expand, { call, org }))),
  );
  return answer(formatSearchPage({ results, total: found.length, search, asked }));
}

function asksForState({ fields, group }: Criterion): boolean {
  return fields.includes("state") || group.some(asksForState);
}

/** By name and id where nothing else tells two users apart. */
function inOrder(orders: readonly SearchOrder[]): (one: User, other: User) => number {
  const first = (user: User, field: string) => textsIn(user, field)[0] ?? "";
  return (one, other) => {
    for (const { sortBy, descending } of orders) {
      const compared = compareValues(first(one, sortBy), first(other, sortBy));
      if (compared !== 0) return descending ? -compared : compared;
    }
    return compareTexts(one.name, other.name) || compareTexts(one.id, other.id);
  };
}

/** Paged by values of `q64`, not by links (NET `UsersSearchResponse.md`); what `types` holds is inferred. */
function formatSearchPage(parts: {
  readonly results: readonly unknown[];
  readonly total: number;
  readonly search: UserSearch;
  readonly asked: object;
}): Readonly<Record<string, unknown>> {
  const { results, total, asked } = parts;
  const { pageSize, pageNumber } = parts.search;
  const pageCount = Math.ceil(total / pageSize);
  const page = (number: number) => encodeQ64({ ...asked, pageSize, pageNumber: number });
  return {
    total,
    pageCount,
    pageSize,
    pageNumber,
    ...(pageNumber > 1 ? { previousPage: page(pageNumber - 1) } : {}),
    currentPage: page(pageNumber),
    ...(pageNumber < pageCount ? { nextPage: page(pageNumber + 1) } : {}),
    types: ["users"],
    results,
  };
}
