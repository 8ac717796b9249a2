import type { Clock } from "./clock.ts";
import type {
  AccessToken,
  AuthorizationCode,
  Division,
  Execution,
  Flow,
  OAuthClient,
  Organization,
  OrgData,
  RefreshToken,
  Role,
  User,
} from "./entities.ts";
import type { IdSource } from "./id-source.ts";
import { createRequestRate, type RequestRate } from "./request-rate.ts";
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
  readonly authorizationCodes: Store<AuthorizationCode>;
  readonly refreshTokens: Store<RefreshToken>;
  /** Requests for tokens by OAuth client. */
  readonly tokenRequests: RequestRate;
  readonly clock: Clock;
  readonly ids: IdSource;
}

// Executions, tokens and users are what callers can add without end; beyond these numbers the oldest goes.
const executionLimit = 10_000;
// Inputs can be as large as a request; this is about what a hundred of the largest have.
const executionCharacters = 64 * 1024 * 1024;
const tokenLimit = 10_000;
const userLimit = 10_000;
const codeLimit = 1_000;

/** An org in memory that starts as `data` says. */
export function createOrg(data: OrgData, { clock, ids }: { readonly clock: Clock; readonly ids: IdSource }): Org {
  const idOf = (entity: { readonly id: string }) => entity.id;
  return {
    organization: data.organization,
    divisions: createMemoryStore({ idOf, entities: data.divisions }),
    roles: createMemoryStore({ idOf, entities: data.roles }),
    // Those that the org begins with stay, however many they are.
    users: createMemoryStore({ idOf, entities: data.users, limit: data.users.length + userLimit }),
    flows: createMemoryStore({ idOf, entities: data.flows }),
    executions: createMemoryStore<Execution>({
      idOf,
      entities: data.executions,
      limit: executionLimit,
      size: { of: (execution) => JSON.stringify(execution).length, limit: executionCharacters },
    }),
    oauthClients: createMemoryStore({ idOf, entities: data.oauthClients }),
    tokens: createMemoryStore({ idOf: (token) => token.accessToken, entities: data.tokens, limit: tokenLimit }),
    authorizationCodes: createMemoryStore({
      idOf: ({ code }) => code,
      entities: data.authorizationCodes ?? [],
      limit: codeLimit,
    }),
    refreshTokens: createMemoryStore({
      idOf: ({ refreshToken }) => refreshToken,
      entities: data.refreshTokens ?? [],
      limit: tokenLimit,
    }),
    tokenRequests: createRequestRate(clock),
    clock,
    ids,
  };
}

/** The org as data; `createOrg` of it gives the same org again. */
export async function readOrgData(org: Org): Promise<OrgData> {
  const authorizationCodes = await org.authorizationCodes.list();
  const refreshTokens = await org.refreshTokens.list();
  return {
    organization: org.organization,
    divisions: await org.divisions.list(),
    roles: await org.roles.list(),
    users: await org.users.list(),
    flows: await org.flows.list(),
    executions: await org.executions.list(),
    oauthClients: await org.oauthClients.list(),
    tokens: await org.tokens.list(),
    ...(authorizationCodes.length === 0 ? {} : { authorizationCodes }),
    ...(refreshTokens.length === 0 ? {} : { refreshTokens }),
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

/** An access token, or code, that the collection does not have yet: one loaded from a file can hold what this seed gave before. */
export async function unusedToken(org: Org, among: Pick<Store<unknown>, "get"> = org.tokens): Promise<string> {
  let token = org.ids.nextToken();
  while ((await among.get(token)) !== undefined) token = org.ids.nextToken();
  return token;
}

/** The id of a user that the org does not have yet. */
export async function unusedUserId(org: Org): Promise<string> {
  let id = org.ids.nextId();
  while ((await org.users.get(id)) !== undefined) id = org.ids.nextId();
  return id;
}

/** The id of an execution that the org does not have yet. */
export async function unusedExecutionId(org: Org): Promise<string> {
  let id = org.ids.nextId();
  while ((await org.executions.get(id)) !== undefined) id = org.ids.nextId();
  return id;
}
