import type { Handler } from "#mock-server/call.ts";
import { asFields } from "#mock-server/contract/read-fields.ts";
import { refuse } from "#mock-server/domain/shared/outcomes.ts";
import { numberSetting } from "#mock-server/domain/shared/read-input.ts";
import { expandNames } from "#mock-server/domain/users/expand-user.ts";
import { searchUnreadable } from "#mock-server/domain/users/faults.ts";
import { decodeQ64 } from "./q64.ts";
import { readSearch } from "./read-search.ts";
import { searchUsers } from "./search-users.ts";

/** Another page of a search: `q64` is a page value of its answer (NET). */
export const getUsersSearch: Handler = async (call, org) => {
  const asked = asFields(decodeQ64(String(call.input.query["q64"])));
  const place = { in: "query", field: "q64" } as const;
  if (asked === undefined) {
    const expected = "a page value of an earlier search: currentPage, nextPage or previousPage";
    return refuse(searchUnreadable({ ...place, expected, found: "a value that none is" }));
  }
  const read = readSearch(asked, { maxPageSize: numberSetting(call, "maxPageSize") });
  if (read.kind === "unreadable") {
    const { field, expected, found } = read.problem;
    return refuse(searchUnreadable({ ...place, expected: `${field}: ${expected}`, found }));
  }
  const expand = new Set([...read.search.expand, ...expandNames(call.input.query["expand"])]);
  const again = { ...asked, ...(expand.size === 0 ? {} : { expand: [...expand] }) };
  return searchUsers({ ...read.search, expand }, again, { call, org });
};
