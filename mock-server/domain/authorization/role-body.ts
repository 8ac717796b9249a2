import type { Role, User } from "#mock-server/org/entities.ts";
import { splitPermission } from "./split-permission.ts";

/**
 * A role as the listing has it, keys in the order of NET `DomainOrganizationRole.md`. One policy per domain and entity, with
 * its actions; that the count leaves out deleted users is inferred.
 */
export function formatRole(role: Role, counted: { readonly users: readonly User[] } | undefined): unknown {
  const { id, name, description, defaultRoleId } = role;
  return {
    id,
    name,
    description,
    ...(defaultRoleId === undefined ? {} : { defaultRoleId }),
    permissionPolicies: formatPolicies(role.permissions),
    ...(counted === undefined ? {} : { userCount: countHolders(id, counted.users) }),
    roleNeedsUpdate: false,
    base: false,
    default: role.default,
    selfUri: `/api/v2/authorization/roles/${id}`,
  };
}

function formatPolicies(permissions: readonly string[]): unknown[] {
  const policies = new Map<
    string,
    { domain: string; entityName: string; actionSet: string[]; allowConditions: false }
  >();
  for (const permission of permissions) {
    const { domain, entityName, action } = splitPermission(permission);
    const key = `${domain}:${entityName}`;
    const policy = policies.get(key) ?? { domain, entityName, actionSet: [], allowConditions: false };
    policies.set(key, { ...policy, actionSet: [...policy.actionSet, action] });
  }
  return [...policies.values()];
}

function countHolders(roleId: string, users: readonly User[]): number {
  return users.filter(({ state, grants }) => state !== "deleted" && grants.some((grant) => grant.roleId === roleId))
    .length;
}
