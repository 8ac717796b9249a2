import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { createApp } from "#mock-server/app.ts";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { User } from "#mock-server/org/entities.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

/** The same mock over an org whose users cannot be listed as they should. */
function withUsers({ mock }: TestMock, list: () => Promise<readonly User[]>): Pick<TestMock, "api"> {
  const org = mock.org();
  const broken = { ...org, users: { ...org.users, list } };
  return { api: supertest(createApp({ ...mock, org: () => broken })) };
}

const bugs = {
  published: {
    status: 500,
    code: "internal.server.error",
    message: "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  },
  thread: {
    status: 500,
    code: "internal_server_error",
    message: "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  },
} as const;

describe.each(contractNames)("a bug of the mock, %s", (contract) => {
  test("is answered with a shaped 500 and reported with its stack when the domain throws", async () => {
    const server = aMock({ contracts, contract });
    const broken = withUsers(server, () => Promise.reject(new Error("the store is broken")));
    const response = await sendCall(broken, goodCalls.getUsers(contract));
    expectRefusal(response, { contract: contracts.get(contract), operationId: "getUsers" }, bugs[contract]);
    expect(server.bugs).toHaveLength(1);
    expect(server.bugs[0]).toMatch(/^This is a bug of the mock.*GET \/api\/v2\/users:\nError: the store is broken\n/s);
    expect((await sendCall(broken, goodCalls.getFlow(contract))).status).toBe(200);
  });

  test("is answered with a shaped 500 and reported when the answer cannot be written", async () => {
    const server = aMock({ contracts, contract });
    // A value that cannot become JSON: what only a bug can put into a store.
    const user = aUser({ email: 1n as unknown as string });
    const broken = withUsers(server, () => Promise.resolve([user]));
    const response = await sendCall(broken, goodCalls.getUsers(contract));
    expectRefusal(response, { contract: contracts.get(contract), operationId: "getUsers" }, bugs[contract]);
    expect(server.bugs).toHaveLength(1);
    expect((await sendCall(broken, goodCalls.getFlow(contract))).status).toBe(200);
  });
});

describe("a bug of the mock on the login host", () => {
  test.each(contractNames)("is answered with a 500 in the login host's shape, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    const org = server.mock.org();
    const get = () => Promise.reject(new Error("the store is broken"));
    const broken = { ...org, oauthClients: { ...org.oauthClients, get } };
    const api = supertest(createApp({ ...server.mock, org: () => broken }));
    const response = await sendCall({ api }, goodCalls.postOauthToken(contract));
    expect(response.status).toBe(500);
    expectValidAnswer(response, { contract: contracts.get(contract), operationId: "postOauthToken" });
    expect(server.bugs).toHaveLength(1);
  });
});

describe("a bug of the control plane", () => {
  test("is answered with a shaped 500 and reported with its stack", async () => {
    const server = aMock({ contracts });
    const broken = withUsers(server, () => Promise.reject(new Error("the store is broken")));
    const response = await broken.api.get("/__mock/org");
    expect(response.status).toBe(500);
    expect(response.body).toEqual({
      code: "control.bug",
      message: "This is a bug of the mock; the server's log has the details.",
    });
    expect(server.bugs).toHaveLength(1);
    expect(server.bugs[0]).toContain("Error: the store is broken");
    expect((await broken.api.get("/__mock/health")).status).toBe(200);
  });
});
