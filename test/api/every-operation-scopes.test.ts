import { describe, expect, test } from "vitest";
import { type ContractName, createContractTable } from "#mock-server/contract/index.ts";
import { type OperationId, operationIds } from "#mock-server/contract/operation-ids.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { anExecution, aToken } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

/** The login host, and what is asked of any token. */
const unscoped = [
  "deleteTokensMe",
  "getDate",
  "getLogout",
  "getOauthAuthorize",
  "getTokensMe",
  "headTokensMe",
  "postOauthAuthorize",
  "postOauthToken",
] as const;
type ScopedId = Exclude<OperationId, (typeof unscoped)[number]>;
const scopes: Readonly<Record<ScopedId, readonly string[]>> = {
  deleteUser: ["users"],
  getAuthorizationRoles: ["authorization", "authorization:readonly"],
  getAuthorizationSubject: ["authorization", "authorization:readonly"],
  getAuthorizationSubjectsMe: ["authorization", "authorization:readonly"],
  getAuthorizationsMe: ["authorization", "authorization:readonly"],
  getFlow: ["architect", "architect:readonly"],
  getFlowLatestconfiguration: ["architect", "architect:readonly"],
  getFlowVersion: ["architect", "architect:readonly"],
  getFlowVersionConfiguration: ["architect", "architect:readonly"],
  getFlowVersions: ["architect", "architect:readonly"],
  getFlows: ["architect", "architect:readonly"],
  getFlowsExecution: ["architect", "architect:readonly"],
  getOauthClients: ["oauth", "oauth:readonly"],
  getOrganizationsMe: ["organization", "organization:readonly"],
  getUser: ["users", "users:readonly"],
  getUsers: ["users", "users:readonly"],
  getUsersMe: ["user-basic-info"],
  getUsersSearch: ["users", "users:readonly"],
  patchUser: ["users"],
  postFlowsExecutions: ["architect"],
  postUsers: ["users"],
  postUsersSearch: ["users", "users:readonly"],
};
const threadLaunchScopes = ["flow:execute", "flow:execution:create"];

const ids = operationIds.filter((id): id is ScopedId => !unscoped.some((one) => one === id));
const withOneScope = ids.flatMap((id) => scopes[id].map((scope) => ({ id, scope })));
const withoutLaunch = ids.filter((id) => id !== "postFlowsExecutions");
const user = { userId: knownIds.activeUser };

async function callWith(name: ContractName, id: OperationId, token: Parameters<typeof aToken>[1]) {
  const server = aMock({ contracts, contract: name });
  await server.mock.org().executions.put(anExecution());
  const text = await aToken(server.mock, token);
  return sendCall(server, goodCalls[id](name), { Authorization: `Bearer ${text}` });
}

describe("the scopes of every operation, published", () => {
  test.each(ids)("answers 403 to a user's token without a scope: %s", async (id) => {
    const response = await callWith("published", id, { ...user, scopes: [] });
    expectRefusal(
      response,
      { contract: contracts.get("published"), operationId: id },
      { status: 403, code: "not.authorized", message: "You are not authorized to perform the requested action." },
    );
  });

  test.each(ids)("answers 403 to a user's token with the scopes of other operations only: %s", async (id) => {
    const others = [...Object.values(scopes).flat(), ...threadLaunchScopes, "architect:flow:launch"];
    const held = others.filter((scope) => !scopes[id].includes(scope));
    const response = await callWith("published", id, { ...user, scopes: held });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: "not.authorized" });
  });

  test.each(withOneScope)("answers 200 to a user's token whose only scope is $scope: $id", async ({ id, scope }) => {
    const response = await callWith("published", id, { ...user, scopes: [scope] });
    expect(response.status).toBe(200);
  });

  test.each(ids.filter((id) => id !== "getUsersMe"))("asks no scope of client credentials: %s", async (id) => {
    const response = await callWith("published", id, { scopes: [] });
    expect(response.status).toBe(200);
  });

  test("names the missing permission, not the missing scope, when both are missing", async () => {
    const response = await callWith("published", "getFlow", { ...user, scopes: [], permissions: [] });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: "missing.any.permissions" });
  });
});

describe("the scopes of every operation, thread", () => {
  test.each([
    { holder: "a user's token", token: user },
    { holder: "a token of client credentials", token: {} },
  ])("answers 403 to a launch with $holder without the thread's scopes", async ({ token }) => {
    const response = await callWith("thread", "postFlowsExecutions", {
      ...token,
      scopes: Object.values(scopes).flat(),
    });
    expectRefusal(
      response,
      { contract: contracts.get("thread"), operationId: "postFlowsExecutions" },
      {
        status: 403,
        code: "forbidden",
        message: "The token lacks a scope that this request needs: [flow:execute, flow:execution:create]",
      },
    );
  });

  test.each(threadLaunchScopes)("answers 200 to a launch when the token's only scope is %s", async (scope) => {
    const response = await callWith("thread", "postFlowsExecutions", { scopes: [scope], permissions: [] });
    expect(response.status).toBe(200);
  });

  test("answers 200 to a launch with a token of every scope", async () => {
    const response = await callWith("thread", "postFlowsExecutions", { permissions: [] });
    expect(response.status).toBe(200);
  });

  test.each(withoutLaunch)("needs just a token, without a scope or permission: %s", async (id) => {
    const response = await callWith("thread", id, { ...user, scopes: [], permissions: [] });
    expect(response.status).toBe(200);
  });
});
