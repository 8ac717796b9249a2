import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { compareTexts } from "#mock-server/domain/shared/compare-texts.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { firstOf, formatPage } from "#mock-server/domain/shared/paging.ts";
import { repeatQuery } from "#mock-server/domain/shared/repeat-query.ts";
import type { User } from "#mock-server/org/entities.ts";
import { expandNames, expandUser } from "./expand-user.ts";
import { idAndJabberId, tooManyIds } from "./faults.ts";
import { formatUser, jabberIdOf } from "./user-body.ts";

const mostIds = 100;

/** Lists users by name, a page at a time; active ones unless another `state` is asked for. */
export const getUsers: Handler = async (call, org) => {
  const { query } = call.input;
  const ids = textsOf(query["id"]);
  const jabberIds = textsOf(query["jabberId"]);
  if (ids.size > mostIds) return refuse(tooManyIds(ids.size));
  if (ids.size > 0 && jabberIds.size > 0) return refuse(idAndJabberId());
  const state = String(query["state"]);
  const chosen = (await org.users.list())
    .filter((user) => state === "any" || user.state === state)
    .filter((user) => ids.size === 0 || ids.has(user.id))
    .filter((user) => jabberIds.size === 0 || jabberIds.has(jabberIdOf(user, org)))
    .sort(byName(call));
  const page = { pageSize: Number(query["pageSize"]), pageNumber: Number(query["pageNumber"]) };
  const start = firstOf(page);
  const names = expandNames(query["expand"]);
  const entities = await Promise.all(
    chosen
      .slice(start, start + page.pageSize)
      .map(async (user) => formatUser(user, org, await expandUser(user, names, { call, org }))),
  );
  const link = { path: call.operation.path, query: repeatQuery(call) };
  return answer(formatPage({ entities, total: chosen.length }, page, link));
};

function textsOf(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

function byName(call: AcceptedCall): (one: User, other: User) => number {
  const direction = /^desc/i.test(String(call.input.query["sortOrder"])) ? -1 : 1;
  return (one, other) => direction * (compareTexts(one.name, other.name) || compareTexts(one.id, other.id));
}
