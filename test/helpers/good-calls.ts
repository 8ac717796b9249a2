import type { ContractName } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { anExecution } from "./entities.ts";

/** A call that the default org accepts, once `anExecution()` is in it. */
export interface GoodCall {
  readonly method: "get" | "head" | "post" | "patch" | "delete";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of its answer, where it is not 200. */
  readonly status?: number;
}

/** The smallest launch body that a contract accepts. */
export const goodLaunch = {
  published: { flowId: knownIds.publishedFlow },
  thread: { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser } },
} as const satisfies Record<ContractName, object>;

/** An application asks a user to log in. */
const goodLogin = new URLSearchParams({
  client_id: knownIds.codeClient,
  redirect_uri: "http://localhost:5000/callback",
  response_type: "code",
}).toString();

/** One accepted call per operation; with a user's token, which opens every one. */
export const goodCalls: Readonly<Record<OperationId, (contract: ContractName) => GoodCall>> = {
  deleteTokensMe: () => ({ ...read("/api/v2/tokens/me"), method: "delete" }),
  getAuthorizationRoles: () => read("/api/v2/authorization/roles"),
  getAuthorizationSubject: () => read(`/api/v2/authorization/subjects/${knownIds.activeUser}`),
  deleteUser: () => ({ ...read(`/api/v2/users/${knownIds.inactiveUser}`), method: "delete" }),
  getAuthorizationSubjectsMe: () => read("/api/v2/authorization/subjects/me"),
  getAuthorizationsMe: () => read("/api/v2/authorizations/me"),
  getDate: () => read("/api/v2/date"),
  getFlow: () => read(`/api/v2/flows/${knownIds.publishedFlow}`),
  getFlowLatestconfiguration: () => read(`/api/v2/flows/${knownIds.publishedFlow}/latestconfiguration`),
  getFlowVersion: () => read(`/api/v2/flows/${knownIds.publishedFlow}/versions/2.0`),
  getFlowVersionConfiguration: () => read(`/api/v2/flows/${knownIds.publishedFlow}/versions/2.0/configuration`),
  getFlowVersions: () => read(`/api/v2/flows/${knownIds.publishedFlow}/versions`),
  getFlows: () => read("/api/v2/flows"),
  getFlowsExecution: () => read(`/api/v2/flows/executions/${anExecution().id}`),
  getLogout: () => ({ method: "get", path: "/logout", headers: {} }),
  getOauthAuthorize: () => ({ method: "get", path: `/oauth/authorize?${goodLogin}`, headers: {} }),
  getOauthClients: () => read("/api/v2/oauth/clients"),
  getOrganizationsMe: () => read("/api/v2/organizations/me"),
  getUser: () => read(`/api/v2/users/${knownIds.activeUser}`),
  getUsers: () => read("/api/v2/users"),
  getUsersMe: () => read("/api/v2/users/me"),
  // {"pageSize":1}
  getUsersSearch: () => read("/api/v2/users/search?q64=eyJwYWdlU2l6ZSI6MX0="),
  patchUser: () => ({
    ...write(`/api/v2/users/${knownIds.inactiveUser}`, { version: 1, title: "Engineer" }),
    method: "patch",
  }),
  getTokensMe: () => read("/api/v2/tokens/me"),
  headTokensMe: () => ({ ...read("/api/v2/tokens/me"), method: "head" }),
  postFlowsExecutions: (contract) => ({
    method: "post",
    path: "/api/v2/flows/executions",
    headers: { Authorization: `Bearer ${knownTokens.user}`, "Content-Type": "application/json" },
    body: JSON.stringify(goodLaunch[contract]),
  }),
  postOauthAuthorize: () => ({
    method: "post",
    path: "/oauth/authorize",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: `${goodLogin}&user=${knownIds.activeUser}&decision=agree`,
    status: 302,
  }),
  postOauthToken: () => ({
    method: "post",
    path: "/oauth/token",
    headers: {
      Authorization: `Basic ${Buffer.from(`${knownIds.fullAccessClient}:mock-secret-full-access`).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  }),
  postUsers: () => write("/api/v2/users", { name: "Ada Test", email: "ada.test@example.com" }),
  postUsersSearch: () => write("/api/v2/users/search", { query: [{ type: "MATCH_ALL" }] }),
};

function write(path: string, body: object): GoodCall {
  const headers = { ...read(path).headers, "Content-Type": "application/json" };
  return { method: "post", path, headers, body: JSON.stringify(body) };
}

function read(path: string): GoodCall {
  return { method: "get", path, headers: { Authorization: `Bearer ${knownTokens.user}` } };
}
