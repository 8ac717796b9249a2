/** The operations that the contracts describe; `domain/handlers.ts` has one handler for each. */
export const operationIds = [
  "getAuthorizationSubjectsMe",
  "getAuthorizationsMe",
  "getFlow",
  "getFlowsExecution",
  "getOrganizationsMe",
  "getUser",
  "getUsers",
  "getUsersMe",
  "postFlowsExecutions",
  "postOauthToken",
] as const;

export type OperationId = (typeof operationIds)[number];
