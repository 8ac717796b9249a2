import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { compareTexts } from "#mock-server/domain/shared/compare-texts.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { listPage } from "#mock-server/domain/shared/paging.ts";
import { repeatQuery } from "#mock-server/domain/shared/repeat-query.ts";
import type { Role } from "#mock-server/org/entities.ts";
import { permits } from "#mock-server/org/permits.ts";
import { tooManyRoleIds } from "./faults.ts";
import { formatRole } from "./role-body.ts";

const mostIds = 100;

/**
 * Lists roles, a page at a time. The filters are published by name only (NET): that `name` is a part of the name in any case,
 * that a role has to permit all of `permission`, and the order by name, are inferred.
 */
export const getAuthorizationRoles: Handler = async (call, org) => {
  const { query } = call.input;
  const ids = listOf(query["id"]);
  if (ids.length > mostIds) return refuse(tooManyRoleIds(ids.length));
  const chosen = (await org.roles.list()).filter((role) => isAskedFor(role, query)).sort(byName);
  const counted = query["userCount"] === false ? undefined : { users: await org.users.list() };
  const page = { pageSize: Number(query["pageSize"]), pageNumber: Number(query["pageNumber"]) };
  return answer(
    listPage(
      chosen.map((role) => formatRole(role, counted)),
      page,
      { path: call.operation.path, query: repeatQuery(call) },
    ),
  );
};

type Query = AcceptedCall["input"]["query"];

function isAskedFor(role: Role, query: Query): boolean {
  const [ids, defaultRoleIds, permissions] = ["id", "defaultRoleId", "permission"].map((name) => listOf(query[name]));
  const name = String(query["name"] ?? "").toLowerCase();
  return (
    isAmong(role.id, ids) &&
    isAmong(role.defaultRoleId, defaultRoleIds) &&
    role.name.toLowerCase().includes(name) &&
    (permissions ?? []).every((needed) => role.permissions.some((held) => permits(held, needed)))
  );
}

/** An empty list is none: everything passes. */
function isAmong(value: string | undefined, wanted: readonly string[] = []): boolean {
  return wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function byName(one: Role, other: Role): number {
  return compareTexts(one.name, other.name) || compareTexts(one.id, other.id);
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
