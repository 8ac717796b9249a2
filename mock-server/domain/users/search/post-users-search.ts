import type { Handler } from "#mock-server/call.ts";
import { refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, numberSetting } from "#mock-server/domain/shared/read-input.ts";
import { searchUnreadable } from "#mock-server/domain/users/faults.ts";
import { readSearch } from "./read-search.ts";
import { searchUsers } from "./search-users.ts";

/** Searches users by criteria. */
export const postUsersSearch: Handler = async (call, org) => {
  const asked = bodyFields(call);
  const read = readSearch(asked, { maxPageSize: numberSetting(call, "maxPageSize") });
  if (read.kind === "unreadable") return refuse(searchUnreadable({ in: "body", ...read.problem }));
  return searchUsers(read.search, asked, { call, org });
};
