import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { operationOf } from "#test/helpers/a-call.ts";

const contract = createContractTable().get("published");

/** What `expand` can name for a user. */
const expansions = (
  "routingStatus presence integrationPresence conversationSummary outOfOffice geolocation station authorization lasttokenissued " +
  "authorization.unusedRoles team workPlanBidRanks externalContactsSettings groups customAttributes profileSkills certifications " +
  "locations skills languages languagePreference employerInfo biography dateLastLogin dateWelcomeSent"
).split(" ");

const presenceSources = ["MicrosoftTeams", "ZoomPhone", "EightByEight", "RingCentral"];

describe("the operations of the contract published", () => {
  test("describes the launch: permission, scope, body and answers", () => {
    expect(operationOf(contract, "postFlowsExecutions")).toEqual({
      id: "postFlowsExecutions",
      method: "POST",
      path: "/api/v2/flows/executions",
      summary: "Launch an instance of a flow definition, for flow types that support it such as the WORKFLOW type",
      effect: "launches",
      security: "bearer",
      permissions: { type: "ANY", names: ["architect:flow:launch"] },
      scopes: ["architect"],
      requiresUser: false,
      checksAccept: false,
      parameters: [],
      body: {
        required: true,
        mediaType: "application/json",
        schema: "/paths/~1api~1v2~1flows~1executions/post/requestBody/content/application~1json/schema",
        formInQuery: false,
      },
      responses: {
        "200": "/paths/~1api~1v2~1flows~1executions/post/responses/200/content/application~1json/schema",
        default: "/components/responses/Refusal/content/application~1json/schema",
      },
      errorShape: "platform",
      refusals: [
        "authentication.required",
        "bad.credentials",
        "missing.any.permissions",
        "not.authorized",
        "unsupported.media.type",
        "bad.request",
        "invalid.property",
        "invalid.value",
        "constraint.validation",
        "architect.flow.not.found",
        "architect.flow.version.missing",
        "architect.flow.deleted",
      ],
      problemRefusals: {},
      launchableTypes: ["WORKFLOW"],
      inputProblems: [
        { rule: "unknown-property", refusal: "invalid.property" },
        { rule: "wrong-type", refusal: "constraint.validation" },
        { rule: "bad-value", refusal: "invalid.value" },
        { rule: "missing-property", refusal: "constraint.validation" },
        { rule: "constraint", refusal: "constraint.validation" },
      ],
      synonyms: expect.objectContaining({ context: "inputData", flowuuid: "flowId", version: "flowVersion" }),
      injectedRefusals: {},
      source: "NET ArchitectApi.md; RN 2020-06-18",
    });
  });

  test("describes the login: client authentication, a form that may stand in the query, errors of its own shape", () => {
    const login = operationOf(contract, "postOauthToken");
    expect(login.security).toBe("basic");
    expect(login.errorShape).toBe("oauth");
    expect(login.body).toMatchObject({
      required: false,
      mediaType: "application/x-www-form-urlencoded",
      formInQuery: true,
    });
    expect(login.problemRefusals).toEqual({
      "media-type": "oauth.invalid.request",
      "missing-property": "oauth.invalid.request",
      "body-missing": "oauth.invalid.request",
      "wrong-type": "oauth.invalid.request",
    });
    expect(login.injectedRefusals).toEqual({ "400": "oauth.invalid.request", "429": "oauth.rate.limited" });
  });

  test.each<[OperationId, readonly string[], readonly string[]]>([
    ["getUsersSearch", ["directory:user:view"], ["users", "users:readonly"]],
    ["postUsersSearch", ["directory:user:view"], ["users", "users:readonly"]],
    ["getFlowsExecution", ["architect:flowExecution:view"], ["architect", "architect:readonly"]],
    ["getFlow", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getFlowLatestconfiguration", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getFlowVersion", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getFlowVersionConfiguration", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getFlowVersions", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getFlows", ["architect:flow:view"], ["architect", "architect:readonly"]],
    ["getAuthorizationRoles", ["authorization:role:view"], ["authorization", "authorization:readonly"]],
    ["getAuthorizationSubject", ["authorization:grant:view"], ["authorization", "authorization:readonly"]],
    ["getOauthClients", ["oauth:client:view"], ["oauth", "oauth:readonly"]],
    ["getTokensMe", [], []],
    ["headTokensMe", [], []],
    ["getAuthorizationSubjectsMe", [], ["authorization", "authorization:readonly"]],
    ["getAuthorizationsMe", [], ["authorization", "authorization:readonly"]],
    ["getOrganizationsMe", [], ["organization", "organization:readonly"]],
    ["getUsers", [], ["users", "users:readonly"]],
    ["getUser", [], ["users", "users:readonly"]],
    ["getUsersMe", [], ["user-basic-info"]],
  ])("asks %s for the permissions %j and the scopes %j", (id, permissions, scopes) => {
    const operation = operationOf(contract, id);
    expect(operation.permissions?.names ?? []).toEqual(permissions);
    expect(operation.scopes).toEqual(scopes);
    expect(operation.effect).toBe("reads");
  });

  test.each<[OperationId, readonly string[]]>([
    ["postUsers", ["directory:user:add"]],
    ["patchUser", ["admin", "directory:user:edit", "directory:organization:admin"]],
    ["deleteUser", ["admin", "directory:user:delete", "directory:organization:admin"]],
  ])("asks %s, which writes, for the permissions %j and the scope users", (id, permissions) => {
    const operation = operationOf(contract, id);
    expect(operation.permissions).toEqual({ type: "ANY", names: permissions });
    expect(operation.scopes).toEqual(["users"]);
    expect(operation.effect).toBe("writes");
  });

  test("asks for a permission besides to change an extension", () => {
    expect(operationOf(contract, "patchUser").propertyPermissions).toEqual({
      "addresses.extension": ["telephony:extension:assign"],
    });
  });

  test("needs a user for GET /users/me alone, and marks the one unpublished operation", () => {
    expect(contract.operations.filter(({ requiresUser }) => requiresUser).map(({ id }) => id)).toEqual(["getUsersMe"]);
    expect(
      contract.operations.flatMap(({ id, unpublished }) => (unpublished === undefined ? [] : [[id, unpublished]])),
    ).toEqual([["getAuthorizationsMe", "GET /api/v2/authorization/subjects/me"]]);
  });

  test("describes the parameters of a listing, a maximum that is a setting among them", () => {
    const parameters = operationOf(contract, "getUsers").parameters.map(({ name, required, schema }) => [
      name,
      required,
      schema,
    ]);
    expect(parameters).toEqual([
      ["pageSize", false, { type: "integer", minimum: 1, maximumSetting: "maxPageSize", default: 25 }],
      ["pageNumber", false, { type: "integer", minimum: 1, maximum: 2_147_483_647, default: 1 }],
      ["id", false, { type: "array" }],
      ["jabberId", false, { type: "array" }],
      ["sortOrder", false, { type: "string", enum: ["ascending", "descending", "ASC", "DESC"], default: "ASC" }],
      ["state", false, { type: "string", enum: ["active", "inactive", "deleted", "any"], default: "active" }],
      ["expand", false, { type: "array", itemsEnum: expansions }],
      ["integrationPresenceSource", false, { type: "string", enum: presenceSources }],
      ["userCustomAttributeSchemaIds", false, { type: "array" }],
    ]);
  });
});
