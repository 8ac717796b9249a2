import type { ContractName } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { anExecution } from "./entities.ts";

/** A call that the default org accepts, once `anExecution()` is in it. */
export interface GoodCall {
  readonly method: "get" | "post";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The smallest launch body that a contract accepts. */
export const goodLaunch = {
  published: { flowId: knownIds.publishedFlow },
  thread: { flowId: knownIds.publishedFlow, type: "user", initiator: { id: knownIds.activeUser } },
} as const satisfies Record<ContractName, object>;

/** One accepted call per operation; with a user's token, which opens every one. */
export const goodCalls: Readonly<Record<OperationId, (contract: ContractName) => GoodCall>> = {
  getAuthorizationSubjectsMe: () => read("/api/v2/authorization/subjects/me"),
  getAuthorizationsMe: () => read("/api/v2/authorizations/me"),
  getFlow: () => read(`/api/v2/flows/${knownIds.publishedFlow}`),
  getFlowsExecution: () => read(`/api/v2/flows/executions/${anExecution().id}`),
  getOrganizationsMe: () => read("/api/v2/organizations/me"),
  getUser: () => read(`/api/v2/users/${knownIds.activeUser}`),
  getUsers: () => read("/api/v2/users"),
  getUsersMe: () => read("/api/v2/users/me"),
  postFlowsExecutions: (contract) => ({
    method: "post",
    path: "/api/v2/flows/executions",
    headers: { Authorization: `Bearer ${knownTokens.user}`, "Content-Type": "application/json" },
    body: JSON.stringify(goodLaunch[contract]),
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
};

function read(path: string): GoodCall {
  return { method: "get", path, headers: { Authorization: `Bearer ${knownTokens.user}` } };
}
