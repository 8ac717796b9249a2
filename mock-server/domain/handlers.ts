import type { Handler } from "#mock-server/call.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { getAuthorizationSubjectsMe } from "./authorization/get-authorization-subjects-me.ts";
import { getFlowsExecution } from "./executions/get-flows-execution.ts";
import { postFlowsExecutions } from "./executions/post-flows-executions.ts";
import { getFlow } from "./flows/get-flow.ts";
import { postOauthToken } from "./oauth/post-oauth-token.ts";
import { getOrganizationsMe } from "./organizations/get-organizations-me.ts";
import { getUser } from "./users/get-user.ts";
import { getUsers } from "./users/get-users.ts";
import { getUsersMe } from "./users/get-users-me.ts";

/** From an operation of the contract to the code that answers it. */
export const handlers: Readonly<Record<OperationId, Handler>> = {
  getAuthorizationSubjectsMe,
  // Not published: it answers as the nearest published operation does.
  getAuthorizationsMe: getAuthorizationSubjectsMe,
  getFlow,
  getFlowsExecution,
  getOrganizationsMe,
  getUser,
  getUsers,
  getUsersMe,
  postFlowsExecutions,
  postOauthToken,
};
