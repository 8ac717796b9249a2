import type { Handler } from "#mock-server/call.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { getAuthorizationRoles } from "./authorization/get-authorization-roles.ts";
import { getAuthorizationSubject } from "./authorization/get-authorization-subject.ts";
import { getAuthorizationSubjectsMe } from "./authorization/get-authorization-subjects-me.ts";
import { getFlowsExecution } from "./executions/get-flows-execution.ts";
import { postFlowsExecutions } from "./executions/post-flows-executions.ts";
import { getFlow } from "./flows/get-flow.ts";
import { getFlowLatestconfiguration } from "./flows/get-flow-latestconfiguration.ts";
import { getFlowVersion } from "./flows/get-flow-version.ts";
import { getFlowVersionConfiguration } from "./flows/get-flow-version-configuration.ts";
import { getFlowVersions } from "./flows/get-flow-versions.ts";
import { getFlows } from "./flows/get-flows.ts";
import { deleteTokensMe } from "./oauth/delete-tokens-me.ts";
import { getLogout } from "./oauth/get-logout.ts";
import { getOauthAuthorize } from "./oauth/get-oauth-authorize.ts";
import { getOauthClients } from "./oauth/get-oauth-clients.ts";
import { getTokensMe } from "./oauth/get-tokens-me.ts";
import { headTokensMe } from "./oauth/head-tokens-me.ts";
import { postOauthAuthorize } from "./oauth/post-oauth-authorize.ts";
import { postOauthToken } from "./oauth/post-oauth-token.ts";
import { getOrganizationsMe } from "./organizations/get-organizations-me.ts";
import { deleteUser } from "./users/delete-user.ts";
import { getUser } from "./users/get-user.ts";
import { getUsers } from "./users/get-users.ts";
import { getUsersMe } from "./users/get-users-me.ts";
import { patchUser } from "./users/patch-user.ts";
import { postUsers } from "./users/post-users.ts";
import { getUsersSearch } from "./users/search/get-users-search.ts";
import { postUsersSearch } from "./users/search/post-users-search.ts";
import { getDate } from "./utilities/get-date.ts";

/** From an operation of the contract to the code that answers it. */
export const handlers: Readonly<Record<OperationId, Handler>> = {
  deleteTokensMe,
  deleteUser,
  getAuthorizationRoles,
  getAuthorizationSubject,
  getAuthorizationSubjectsMe,
  // Not published: it answers as the nearest published operation does.
  getAuthorizationsMe: getAuthorizationSubjectsMe,
  getDate,
  getFlow,
  getFlowLatestconfiguration,
  getFlowVersion,
  getFlowVersionConfiguration,
  getFlowVersions,
  getFlows,
  getFlowsExecution,
  getLogout,
  getOauthAuthorize,
  getOauthClients,
  getOrganizationsMe,
  getTokensMe,
  headTokensMe,
  postOauthAuthorize,
  getUser,
  getUsers,
  getUsersMe,
  getUsersSearch,
  patchUser,
  postFlowsExecutions,
  postOauthToken,
  postUsers,
  postUsersSearch,
};
