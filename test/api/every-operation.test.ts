import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { OperationId } from "#mock-server/contract/operation-ids.ts";
import { operationIds } from "#mock-server/contract/operation-ids.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { anExecution, aToken } from "#test/helpers/entities.ts";
import { type ExpectedRefusal, expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();
const noToken = "No authentication bearer token specified in authorization header.";
const badToken = "Invalid login credentials.";

const refusals: Readonly<
  Record<ContractName, Readonly<Record<"noToken" | "badToken" | "wrongMethod", ExpectedRefusal>>>
> = {
  published: {
    noToken: { status: 401, code: "authentication.required", message: noToken },
    badToken: { status: 401, code: "bad.credentials", message: badToken },
    wrongMethod: { status: 405, code: "method.not.allowed", message: "Method Not Allowed" },
  },
  thread: {
    noToken: { status: 401, code: "unauthorized", message: noToken },
    badToken: { status: 401, code: "unauthorized", message: badToken },
    wrongMethod: { status: 405, code: "method_not_allowed", message: "Method Not Allowed" },
  },
};

const operations = contractNames.flatMap((name) =>
  contracts.get(name).operations.map((operation) => ({ name, operation, id: knownId(operation.id) })),
);
const bearerOperations = operations.filter(({ operation }) => operation.security === "bearer");
const askedOf = ({ name, id }: { name: ContractName; id: OperationId }) => ({
  contract: contracts.get(name),
  operationId: id,
});

describe("every operation", () => {
  test.each(contractNames)("is served under the contract %s", (name) => {
    expect(operations.filter((one) => one.name === name).map(({ id }) => id)).toHaveLength(operationIds.length);
  });

  test.each(operations)("answers 200 and what the contract $name declares: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    await server.mock.org().executions.put(anExecution());
    const call = goodCalls[one.id](one.name);
    const response = await sendCall(server, call);
    expect(response.status).toBe(call.status ?? 200);
    expectValidAnswer(response, askedOf(one));
    expect(server.bugs).toEqual([]);
  });

  test.each(bearerOperations)("answers 401 without a token, $name: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    const response = await sendCall(server, goodCalls[one.id](one.name), { Authorization: undefined });
    expectRefusal(response, askedOf(one), refusals[one.name].noToken);
  });

  test.each(bearerOperations)("answers 401 as without a token to the scheme Basic, $name: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    const basic = `Basic ${Buffer.from(`${knownIds.fullAccessClient}:mock-secret-full-access`).toString("base64")}`;
    const response = await sendCall(server, goodCalls[one.id](one.name), { Authorization: basic });
    expectRefusal(response, askedOf(one), refusals[one.name].noToken);
  });

  test.each(bearerOperations)(
    "answers 401 as without a token to a token without its scheme, $name: $id",
    async (one) => {
      const server = aMock({ contracts, contract: one.name });
      const response = await sendCall(server, goodCalls[one.id](one.name), { Authorization: knownTokens.user });
      expectRefusal(response, askedOf(one), refusals[one.name].noToken);
    },
  );

  test.each(bearerOperations)(
    "answers 401 as without a token to Bearer and nothing after it, $name: $id",
    async (one) => {
      const server = aMock({ contracts, contract: one.name });
      const response = await sendCall(server, goodCalls[one.id](one.name), { Authorization: "Bearer " });
      expectRefusal(response, askedOf(one), refusals[one.name].noToken);
    },
  );

  test.each(bearerOperations)("answers 401 to an unknown token, $name: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    const response = await sendCall(server, goodCalls[one.id](one.name), { Authorization: "Bearer nobodys-token" });
    expectRefusal(response, askedOf(one), refusals[one.name].badToken);
  });

  test.each(bearerOperations)("answers 401 to an expired token, $name: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    const response = await sendCall(server, goodCalls[one.id](one.name), {
      Authorization: `Bearer ${knownTokens.expired}`,
    });
    expectRefusal(response, askedOf(one), refusals[one.name].badToken);
  });

  test.each(bearerOperations)("takes the scheme in any case, $name: $id", async (one) => {
    const server = aMock({ contracts, contract: one.name });
    await server.mock.org().executions.put(anExecution());
    const response = await sendCall(server, goodCalls[one.id](one.name), {
      Authorization: `bEARER ${knownTokens.user}`,
    });
    expect(response.status).toBe(200);
  });

  test.each(operations)("answers 405 with Allow to another method, $name: $id", async (one) => {
    const { api } = aMock({ contracts, contract: one.name });
    const call = goodCalls[one.id](one.name);
    const asked = { contract: contracts.get(one.name), headers: ["allow"] };
    const allowed = operations
      .filter(({ name, operation }) => name === one.name && operation.path === one.operation.path)
      .map(({ operation }) => operation.method);
    const others = (["put", "patch", "delete"] as const).filter((method) => !allowed.includes(method.toUpperCase()));
    expect(others).toContain("put");
    for (const method of others) {
      const response = await api[method](call.path);
      expectRefusal(response, asked, refusals[one.name].wrongMethod);
      expect(response.headers["allow"]).toBe(allowed.join(", "));
    }
  });

  test.each(bearerOperations)("answers 405 before it looks at the token, $name: $id", async (one) => {
    const { api } = aMock({ contracts, contract: one.name });
    const response = await api.put(goodCalls[one.id](one.name).path).set("Authorization", "Bearer nobodys-token");
    expect(response.status).toBe(405);
  });
});

describe("the rights of every operation", () => {
  const withPermissions = operations.filter(({ operation }) => operation.permissions !== undefined);
  const permissions: Partial<Readonly<Record<OperationId, readonly string[]>>> = {
    postFlowsExecutions: ["architect:flow:launch"],
    getFlowsExecution: ["architect:flowExecution:view"],
    getFlow: ["architect:flow:view"],
    getFlowLatestconfiguration: ["architect:flow:view"],
    getFlowVersion: ["architect:flow:view"],
    getFlowVersionConfiguration: ["architect:flow:view"],
    getFlowVersions: ["architect:flow:view"],
    getFlows: ["architect:flow:view"],
    postUsers: ["directory:user:add"],
    patchUser: ["admin", "directory:user:edit", "directory:organization:admin"],
    deleteUser: ["admin", "directory:user:delete", "directory:organization:admin"],
    getUsersSearch: ["directory:user:view"],
    postUsersSearch: ["directory:user:view"],
    getAuthorizationRoles: ["authorization:role:view"],
    getAuthorizationSubject: ["authorization:grant:view"],
    getOauthClients: ["oauth:client:view"],
  };
  test("are these permissions, any of which is enough, of published operations, and none of the thread's", () => {
    expect(withPermissions.filter(({ name }) => name === "thread")).toEqual([]);
    const named = withPermissions.map(({ id, operation }) => [id, operation.permissions] as const);
    const expected = Object.entries(permissions).map(([id, names]) => [id, { type: "ANY", names }] as const);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(expected));
  });

  const needed = Object.entries(permissions).flatMap(([id, names]) =>
    names.flatMap((permission) =>
      (["client", "user"] as const).map((holder) => ({ id: knownId(id), names, permission, holder })),
    ),
  );
  test.each(needed)("answers 403 when the $holder lacks $permission: $id", async ({ id, names, holder }) => {
    const server = aMock({ contracts });
    const token = await aToken(server.mock, {
      permissions: ["architect:flow:edit", "directory:group:*"],
      ...(holder === "user" ? { userId: knownIds.activeUser } : {}),
    });
    const response = await sendCall(server, goodCalls[id]("published"), { Authorization: `Bearer ${token}` });
    const template =
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: ";
    const list = `[${names.join(", ")}]`;
    expectRefusal(response, askedOf({ name: "published", id }), {
      status: 403,
      code: "missing.any.permissions",
      message: `${template}${list}`,
      params: { messageWithParams: `${template}{permissions}`, messageParams: { permissions: list } },
    });
  });

  test.each(needed)(
    "answers 200 when $permission is all that the $holder has: $id",
    async ({ id, permission, holder }) => {
      const server = aMock({ contracts });
      await server.mock.org().executions.put(anExecution());
      const token = await aToken(server.mock, {
        permissions: [permission],
        ...(holder === "user" ? { userId: knownIds.activeUser } : {}),
      });
      const response = await sendCall(server, goodCalls[id]("published"), { Authorization: `Bearer ${token}` });
      expect(response.status).toBe(200);
    },
  );
});

function knownId(text: string): OperationId {
  const id = operationIds.find((known) => known === text);
  if (id === undefined) throw new Error(`there is no good call for ${text}`);
  return id;
}
