import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aToken } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const path = "/api/v2/tokens/me";
const invalid = (contract: ContractName) => ({
  status: 401,
  code: contract === "published" ? "bad.credentials" : "unauthorized",
  message: "Invalid login credentials.",
});

const call = ({ api }: TestMock, method: "get" | "head" | "delete", token: string) =>
  api[method](path).auth(token, { type: "bearer" });

describe.each(contractNames)("GET /api/v2/tokens/me, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "getTokensMe" } as const;

  test("answers 200 with the organization, scopes and client of a user's token", async () => {
    const server = aMock({ contracts, contract });
    const token = await aToken(server.mock, { userId: knownIds.activeUser, scopes: ["users", "architect:readonly"] });
    const response = await call(server, "get", token);
    const organization = { id: knownIds.organization, name: server.mock.org().organization.name };
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      organization,
      homeOrganization: organization,
      authorizedScope: ["users", "architect:readonly"],
      OAuthClient: {
        id: knownIds.fullAccessClient,
        name: "Full access",
        authorizedGrantType: "CLIENT-CREDENTIALS",
        organization,
      },
    });
    expectValidAnswer(response, asked);
  });

  test("answers 200 to client credentials, and lists no scopes of a token of every scope", async () => {
    const response = await call(aMock({ contracts, contract }), "get", knownTokens.fullAccess);
    expect(response.status).toBe(200);
    expect(response.body).not.toHaveProperty("authorizedScope");
    expectValidAnswer(response, asked);
  });

  test("answers 200 for a client that is gone", async () => {
    const server = aMock({ contracts, contract });
    const response = await call(server, "get", await aToken(server.mock, { clientId: "gone" }));
    expect(response.body.OAuthClient).toMatchObject({ id: "gone", name: "" });
    expectValidAnswer(response, asked);
  });

  test("asks for no scope and no permission", async () => {
    const server = aMock({ contracts, contract });
    const token = await aToken(server.mock, { userId: knownIds.activeUser, scopes: [], permissions: [] });
    for (const method of ["get", "head", "delete"] as const)
      expect((await call(server, method, token)).status).toBe(200);
  });
});

describe.each(contractNames)("HEAD /api/v2/tokens/me, %s", (contract) => {
  test("answers 200 to a good token and 401 to another, without a body", async () => {
    const server = aMock({ contracts, contract });
    const asked = { contract: contracts.get(contract), operationId: "headTokensMe" } as const;
    const good = await call(server, "head", knownTokens.user);
    expect({ status: good.status, body: good.text }).toEqual({ status: 200, body: undefined });
    expectValidAnswer(good, asked);
    expectRefusal(await call(server, "head", "nobodys-token"), asked, invalid(contract));
    expectRefusal(await call(server, "head", knownTokens.expired), asked, invalid(contract));
  });
});

describe.each(contractNames)("DELETE /api/v2/tokens/me, %s", (contract) => {
  test("answers 200 without a body, and the token is good no longer", async () => {
    const server = aMock({ contracts, contract });
    const response = await call(server, "delete", knownTokens.user);
    expect({ status: response.status, body: response.text }).toEqual({ status: 200, body: "" });
    expectValidAnswer(response, { contract: contracts.get(contract), operationId: "deleteTokensMe" });
    const asked = { contract: contracts.get(contract), operationId: "getTokensMe" } as const;
    expectRefusal(await call(server, "get", knownTokens.user), asked, invalid(contract));
  });

  test("leaves the other tokens of the same client as they are", async () => {
    const server = aMock({ contracts, contract });
    await call(server, "delete", knownTokens.fullAccess);
    expect((await call(server, "get", knownTokens.user)).status).toBe(200);
  });
});

describe("GET /api/v2/tokens/me, its query", () => {
  test("answers 400 to preserveIdleTTL=maybe", async () => {
    const response = await aMock({ contracts })
      .api.get(`${path}?preserveIdleTTL=maybe`)
      .auth(knownTokens.user, { type: "bearer" });
    const asked = { contract: contracts.get("published"), operationId: "getTokensMe" } as const;
    expectRefusal(response, asked, {
      status: 400,
      code: "invalid.query.param.value",
      message: "Value [maybe] is not valid for parameter [preserveIdleTTL]. Allowable values are: [true, false]",
    });
  });
});
