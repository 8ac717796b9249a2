import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";

const contract = createContractTable().get("published");

describe("loadContract published", () => {
  test("gives the operations with their methods and paths", () => {
    const lines = contract.operations.map(({ id, method, path }) => `${id} ${method} ${path}`);
    expect(lines.sort()).toEqual([
      "deleteTokensMe DELETE /api/v2/tokens/me",
      "deleteUser DELETE /api/v2/users/{userId}",
      "getAuthorizationRoles GET /api/v2/authorization/roles",
      "getAuthorizationSubject GET /api/v2/authorization/subjects/{subjectId}",
      "getAuthorizationSubjectsMe GET /api/v2/authorization/subjects/me",
      "getAuthorizationsMe GET /api/v2/authorizations/me",
      "getDate GET /api/v2/date",
      "getFlow GET /api/v2/flows/{flowId}",
      "getFlowLatestconfiguration GET /api/v2/flows/{flowId}/latestconfiguration",
      "getFlowVersion GET /api/v2/flows/{flowId}/versions/{versionId}",
      "getFlowVersionConfiguration GET /api/v2/flows/{flowId}/versions/{versionId}/configuration",
      "getFlowVersions GET /api/v2/flows/{flowId}/versions",
      "getFlows GET /api/v2/flows",
      "getFlowsExecution GET /api/v2/flows/executions/{flowExecutionId}",
      "getLogout GET /logout",
      "getOauthAuthorize GET /oauth/authorize",
      "getOauthClients GET /api/v2/oauth/clients",
      "getOrganizationsMe GET /api/v2/organizations/me",
      "getTokensMe GET /api/v2/tokens/me",
      "getUser GET /api/v2/users/{userId}",
      "getUsers GET /api/v2/users",
      "getUsersMe GET /api/v2/users/me",
      "getUsersSearch GET /api/v2/users/search",
      "headTokensMe HEAD /api/v2/tokens/me",
      "patchUser PATCH /api/v2/users/{userId}",
      "postFlowsExecutions POST /api/v2/flows/executions",
      "postOauthAuthorize POST /oauth/authorize",
      "postOauthToken POST /oauth/token",
      "postUsers POST /api/v2/users",
      "postUsersSearch POST /api/v2/users/search",
    ]);
  });

  test("looks at the token, then the rights, then the request", () => {
    expect(contract.checkOrder).toEqual(["authenticate", "authorize", "validate"]);
  });

  test("enforces permissions, and scopes on user tokens", () => {
    expect(contract.rights).toEqual({ permissions: "enforced", scopes: "user-tokens" });
  });

  test("ranks unknown property, wrong type and missing property in this order, each with its refusal", () => {
    expect(contract.errorShape).toBe("platform");
    expect(contract.problems.map(({ rule, refusal }) => `${rule}: ${refusal}`)).toEqual([
      "media-type: unsupported.media.type",
      "body-missing: bad.request",
      "json-syntax: bad.request",
      "unknown-property: invalid.property",
      "wrong-type: bad.request",
      "bad-value: invalid.value",
      "missing-property: constraint.validation",
      "constraint: constraint.validation",
      "query-value: invalid.query.param.value",
      "query-date: invalid.date",
    ]);
  });

  test("gives every answer the headers of a captured one", () => {
    expect(contract.responseHeaders).toEqual({
      "Content-Type": "application/json",
      "Strict-Transport-Security": "max-age=600; includeSubDomains",
      "Cache-Control": "no-cache, no-store, must-revalidate",
      Pragma: "no-cache",
      Expires: "0",
    });
  });

  test("declares the settings with what they can be", () => {
    const settings = Object.entries(contract.settings).map(([name, { values, minimum, default: preset }]) => [
      name,
      values ?? minimum,
      preset,
    ]);
    expect(settings).toEqual([
      ["unknownProperties", ["refuse", "drop"], "refuse"],
      ["oauthErrorStatus", [400, 401], 400],
      ["authorizationCodeLifetimeSeconds", 1, 600],
      ["refreshTokenLifetimeSeconds", 1, 2_592_000],
      ["refreshTokenRotation", ["rotate", "keep"], "rotate"],
      ["pkceRefreshToken", ["withhold", "give"], "withhold"],
      ["plainCodeChallenge", ["refuse", "accept"], "refuse"],
      ["tokenRequestsPerMinute", 0, 0],
      ["requestBytesMax", 1, 512_000],
      ["newUserState", ["active", "inactive"], "active"],
      ["userVersionConflictStatus", [409, 400], 409],
      ["stateWithOtherProperties", ["ignore", "refuse"], "ignore"],
      ["maxPageSize", 1, 500],
      ["executionRetentionDays", 1, 7],
      ["inputDataValidation", ["refuse", "ignore"], "refuse"],
      ["tokenRatePerMinute", 0, 0],
      ["clientRatePerMinute", 0, 0],
    ]);
  });

  test("refuses with these statuses", () => {
    const statuses = [...contract.refusals].map(([name, { status }]) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      "authentication.required": 401,
      "bad.credentials": 401,
      "missing.any.permissions": 403,
      "missing.permissions": 403,
      "not.authorized": 403,
      "not.a.user": 400,
      "not.found": 404,
      "method.not.allowed": 405,
      "request.entity.too.large": 413,
      "unsupported.media.type": 415,
      "bad.request": 400,
      "invalid.property": 400,
      "invalid.value": 400,
      "constraint.validation": 400,
      "invalid.query.param.value": 400,
      "invalid.date": 400,
      "max.role.ids": 400,
      "max.user.ids": 400,
      "general.resource.not.found": 404,
      "user.not.found.on.delete": 404,
      "user.version.conflict": 409,
      "architect.flow.not.found": 404,
      "architect.flow.version.missing": 404,
      "flow.no.config.available": 404,
      "architect.flow.deleted": 410,
      "client.timeout": 408,
      "general.conflict": 409,
      "too.many.requests.retry.after": 429,
      "internal.server.error": 500,
      "service.unavailable": 503,
      "request.timeout": 504,
      "oauth.invalid.request": 400,
      "oauth.client.not.found": 400,
      "oauth.authentication.failed": 400,
      "oauth.unsupported.grant.type": 400,
      "oauth.rate.limited": 400,
      "oauth.invalid.grant": 400,
      "oauth.unsupported.response.type": 400,
      "oauth.invalid.scope": 400,
      "oauth.access.denied": 400,
      "oauth.unauthorized.client": 400,
    });
  });

  test("names a refusal of the Platform API as its code where no other has it, and one of the login host as RFC 6749 does", () => {
    const codes = [...contract.refusals]
      .filter(([name, { code }]) => name !== code)
      .map(([name, { code }]) => [name, code]);
    expect(Object.fromEntries(codes)).toEqual({
      "user.version.conflict": "general.conflict",
      "oauth.invalid.request": "invalid_request",
      "oauth.client.not.found": "invalid_client",
      "oauth.authentication.failed": "invalid_client",
      "oauth.unsupported.grant.type": "unsupported_grant_type",
      "oauth.rate.limited": "invalid_request",
      "oauth.invalid.grant": "invalid_grant",
      "oauth.unsupported.response.type": "unsupported_response_type",
      "oauth.invalid.scope": "invalid_scope",
      "oauth.access.denied": "access_denied",
      "oauth.unauthorized.client": "unauthorized_client",
    });
  });

  test("lets the setting oauthErrorStatus decide the status of the login host's refusals but for the limit, and of no other", () => {
    const settled = [...contract.refusals].filter(([, { statusSetting }]) => statusSetting === "oauthErrorStatus");
    const ofLogin = [...contract.refusals.keys()].filter(
      (name) => name.startsWith("oauth.") && name !== "oauth.rate.limited",
    );
    expect(settled.map(([name]) => name)).toEqual(ofLogin);
    expect(ofLogin).toHaveLength(9);
  });
});
