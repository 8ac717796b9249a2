import type { Grant, OAuthClient, User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { splitPermission } from "./split-permission.ts";

/** Whoever can hold roles: a user, or an OAuth client (GCX: a client's id works as a subject too). */
export type Subject = User | OAuthClient;

/** A subject with its grants (GCX testdata). A grant whose role is not there is left out. */
export async function formatSubject(id: string, subject: Subject | undefined, org: Org): Promise<unknown> {
  const grants = await Promise.all((subject?.grants ?? []).map((grant) => formatGrant(id, grant, org)));
  return {
    id,
    grants: grants.filter((grant) => grant !== undefined),
    version: subject !== undefined && "version" in subject ? subject.version : 1,
    selfUri: `/api/v2/authorization/subjects/${id}`,
  };
}

/** As captured by GCX: the division `*` has no name, a grant carries no `grantMadeAt`. */
async function formatGrant(subjectId: string, grant: Grant, org: Org): Promise<unknown> {
  const role = await org.roles.get(grant.roleId);
  if (role === undefined) return undefined;
  return {
    subjectId,
    division: await formatDivision(grant.divisionId, org),
    role: {
      id: role.id,
      name: role.name,
      description: role.description,
      policies: role.permissions.map(formatPolicy),
      default: role.default,
      selfUri: `/api/v2/authorization/roles/${role.id}`,
    },
  };
}

async function formatDivision(id: string, org: Org): Promise<unknown> {
  const selfUri = `/api/v2/authorization/divisions/${id}`;
  const division = await org.divisions.get(id);
  if (division === undefined) return { id, homeDivision: false, selfUri };
  return { id, name: division.name, description: division.description, homeDivision: division.homeDivision, selfUri };
}

function formatPolicy(permission: string): unknown {
  const { domain, entityName, action } = splitPermission(permission);
  return { actions: [action], domain, entityName };
}
