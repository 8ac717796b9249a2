import type { Handler, TokenPrincipal } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import type { Grant, OAuthClient, User } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";

/** The roles of whoever holds the token, a user or an OAuth client (GCX: a client's id works as a subject too). */
export const getAuthorizationSubjectsMe: Handler = async (call, org) => {
  const { principal } = call;
  if (principal.kind !== "user" && principal.kind !== "client") {
    throw new Error("a bearer operation was reached without a token");
  }
  const holder = await findHolder(principal, org);
  const grants = await Promise.all((holder?.grants ?? []).map((grant) => formatGrant(principal.id, grant, org)));
  return answer({
    id: principal.id,
    grants: grants.filter((grant) => grant !== undefined),
    version: holder !== undefined && "version" in holder ? holder.version : 1,
    selfUri: `/api/v2/authorization/subjects/${principal.id}`,
  });
};

async function findHolder(principal: TokenPrincipal, org: Org): Promise<User | OAuthClient | undefined> {
  return principal.kind === "user" ? org.users.get(principal.id) : org.oauthClients.get(principal.id);
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
  const [domain = "*", entityName = "*", action = "*"] = permission.split(":");
  return { actions: [action], domain, entityName };
}
