import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { listPage } from "#mock-server/domain/shared/paging.ts";
import type { User } from "#mock-server/org/entities.ts";
import { tooManyIds } from "./faults.ts";
import { formatUser } from "./user-body.ts";

const mostIds = 100;

/** Lists users by name, a page at a time; active ones unless another `state` is asked for. */
export const getUsers: Handler = async (call, org) => {
  const { query } = call.input;
  const ids = Array.isArray(query["id"]) ? query["id"].map(String) : [];
  if (ids.length > mostIds) return refuse(tooManyIds(ids.length));
  const state = String(query["state"]);
  const chosen = (await org.users.list())
    .filter((user) => state === "any" || user.state === state)
    .filter((user) => ids.length === 0 || ids.includes(user.id))
    .sort(byName(call));
  const page = { pageSize: Number(query["pageSize"]), pageNumber: Number(query["pageNumber"]) };
  const listing = listPage(
    chosen.map((user) => formatUser(user, org)),
    page,
    {
      path: call.operation.path,
      query: askedFor({
        id: ids.join(","),
        state: state === "active" ? "" : state,
        sortOrder: descends(call) ? "descending" : "",
      }),
    },
  );
  return answer(listing);
};

function byName(call: AcceptedCall): (one: User, other: User) => number {
  const direction = descends(call) ? -1 : 1;
  return (one, other) => direction * (compareTexts(one.name, other.name) || compareTexts(one.id, other.id));
}

/** By code unit: the same order on every machine, whatever its language. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function descends(call: AcceptedCall): boolean {
  return /^desc/i.test(String(call.input.query["sortOrder"]));
}

function askedFor(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}
