import type { Clock } from "./clock.ts";
import type {
  AccessToken,
  Division,
  Execution,
  Flow,
  OAuthClient,
  Organization,
  OrgData,
  Role,
  User,
} from "./entities.ts";
import type { IdSource } from "./id-source.ts";
import { createMemoryStore, type Store } from "./store.ts";

/** The simulated Genesys Cloud organization: its collections, its time and its source of ids. */
export interface Org {
  readonly organization: Organization;
  readonly divisions: Store<Division>;
  readonly roles: Store<Role>;
  readonly users: Store<User>;
  readonly flows: Store<Flow>;
  readonly executions: Store<Execution>;
  readonly oauthClients: Store<OAuthClient>;
  readonly tokens: Store<AccessToken>;
  readonly clock: Clock;
  readonly ids: IdSource;
}

// Executions and tokens are what callers can add without end; beyond these numbers the oldest goes.
const executionLimit = 10_000;
const tokenLimit = 10_000;

/** An org in memory that starts as `data` says. */
export function createOrg(data: OrgData, { clock, ids }: { readonly clock: Clock; readonly ids: IdSource }): Org {
  const idOf = (entity: { readonly id: string }) => entity.id;
  return {
    organization: data.organization,
    divisions: createMemoryStore({ idOf, entities: data.divisions }),
    roles: createMemoryStore({ idOf, entities: data.roles }),
    users: createMemoryStore({ idOf, entities: data.users }),
    flows: createMemoryStore({ idOf, entities: data.flows }),
    executions: createMemoryStore({ idOf, entities: data.executions, limit: executionLimit }),
    oauthClients: createMemoryStore({ idOf, entities: data.oauthClients }),
    tokens: createMemoryStore({ idOf: (token) => token.accessToken, entities: data.tokens, limit: tokenLimit }),
    clock,
    ids,
  };
}

/** The org as data; `createOrg` of it gives the same org again. */
export async function readOrgData(org: Org): Promise<OrgData> {
  return {
    organization: org.organization,
    divisions: await org.divisions.list(),
    roles: await org.roles.list(),
    users: await org.users.list(),
    flows: await org.flows.list(),
    executions: await org.executions.list(),
    oauthClients: await org.oauthClients.list(),
    tokens: await org.tokens.list(),
  };
}

/** The permission patterns that a list of grants gives, in whatever divisions. */
export async function permissionsOf(org: Org, grants: readonly { readonly roleId: string }[]): Promise<string[]> {
  const permissions = new Set<string>();
  for (const grant of grants) {
    const role = await org.roles.get(grant.roleId);
    for (const permission of role?.permissions ?? []) permissions.add(permission);
  }
  return [...permissions];
}

/** An access token that the org does not have yet: one loaded from a file can hold what this seed gave before. */
export async function unusedToken(org: Org): Promise<string> {
  let token = org.ids.nextToken();
  while ((await org.tokens.get(token)) !== undefined) token = org.ids.nextToken();
  return token;
}

/** The id of an execution that the org does not have yet. */
export async function unusedExecutionId(org: Org): Promise<string> {
  let id = org.ids.nextId();
  while ((await org.executions.get(id)) !== undefined) id = org.ids.nextId();
  return id;
}
