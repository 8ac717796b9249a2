import type { AcceptedCall } from "#mock-server/call.ts";
import { splitPermission } from "#mock-server/domain/authorization/split-permission.ts";
import type { Role, User } from "#mock-server/org/entities.ts";
import { type Org, permissionsOf } from "#mock-server/org/org.ts";
import { permits } from "#mock-server/org/permits.ts";

/**
 * A user's roles and what they permit (NET `UserAuthorization.md`). `permissions` has the names that the contract asks for and
 * a role covers, so that wildcards are spelt out; `permissionPolicies` has the roles' patterns as they are. Both are inferred.
 */
export async function formatUserAuthorization(
  user: User,
  { call, org }: { readonly call: AcceptedCall; readonly org: Org },
): Promise<Readonly<Record<string, unknown>>> {
  const roles = await Promise.all([...new Set(user.grants.map(({ roleId }) => roleId))].map((id) => org.roles.get(id)));
  const patterns = await permissionsOf(org, user.grants);
  return {
    roles: roles.filter((role) => role !== undefined).map(formatDomainRole),
    permissions: spellOut(patterns, call),
    permissionPolicies: patterns.map(formatPolicy),
  };
}

function formatDomainRole({ id, name }: Role): unknown {
  return { id, name };
}

function spellOut(patterns: readonly string[], { contract }: AcceptedCall): string[] {
  const known = contract.operations.flatMap(({ permissions, propertyPermissions }) => [
    ...(permissions?.names ?? []),
    ...Object.values(propertyPermissions ?? {}).flat(),
  ]);
  const plain = patterns.filter((pattern) => !pattern.includes("*"));
  const covered = known.filter((name) => patterns.some((pattern) => permits(pattern, name)));
  return [...new Set([...plain, ...covered])].sort();
}

function formatPolicy(pattern: string): unknown {
  const { domain, entityName, action } = splitPermission(pattern);
  return { domain, entityName, actionSet: [action], allowConditions: false };
}
