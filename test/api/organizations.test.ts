import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { orgData } from "#test/helpers/an-org.ts";
import { aToken } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getOrganizationsMe" },
  thread: { contract: contracts.get("thread"), operationId: "getOrganizationsMe" },
} as const;

const read = ({ api }: TestMock, token: string) => api.get("/api/v2/organizations/me").auth(token, { type: "bearer" });

describe.each(contractNames)("GET /api/v2/organizations/me, %s", (contract) => {
  test("answers 200 with the organization", async () => {
    const organization = {
      id: "0c123456-0000-4000-8000-000000000001",
      name: "Acme",
      shortName: "acme",
      domain: "acme.example.com",
      defaultLanguage: "en-us",
      defaultCountryCode: "US",
    };
    const server = aMock({ contracts, contract, org: orgData({ organization }) });
    const response = await read(server, await aToken(server.mock, {}));
    expect(response.status).toBe(200);
    expect(response.text).toBe(
      JSON.stringify({
        id: organization.id,
        name: "Acme",
        defaultLanguage: "en-us",
        defaultCountryCode: "US",
        thirdPartyOrgName: "acme",
        domain: "acme.example.com",
        version: 1,
        state: "active",
        selfUri: `/api/v2/organizations/${organization.id}`,
      }),
    );
    expectValidAnswer(response, asked[contract]);
  });

  test.each([knownTokens.fullAccess, knownTokens.noLaunch, knownTokens.user])(
    "is the same for every token of the org, whoever holds it: %s",
    async (token) => {
      const response = await read(aMock({ contracts, contract }), token);
      expect(response.body).toMatchObject({ id: knownIds.organization, state: "active" });
      expectValidAnswer(response, asked[contract]);
    },
  );

  test("asks for no permission", async () => {
    const server = aMock({ contracts, contract });
    expect((await read(server, await aToken(server.mock, { permissions: [] }))).status).toBe(200);
  });

  test("answers 401 to a token that the org does not know", async () => {
    expectRefusal(await read(aMock({ contracts, contract }), "no-such-token"), asked[contract], {
      status: 401,
      code: contract === "published" ? "bad.credentials" : "unauthorized",
      message: "Invalid login credentials.",
    });
  });
});

test("GET /api/v2/organizations/me, published: answers 403 to a user's token without its scopes", async () => {
  const server = aMock({ contracts });
  const token = await aToken(server.mock, { userId: knownIds.activeUser, scopes: ["users"] });
  expectRefusal(await read(server, token), asked.published, {
    status: 403,
    code: "not.authorized",
    message: "You are not authorized to perform the requested action.",
  });
});

test("PUT /__mock/org takes the organization that GET /__mock/org gives", async () => {
  const { api } = aMock({ contracts });
  const org = (await api.get("/__mock/org")).body;
  expect(org.organization).toMatchObject({ id: knownIds.organization, defaultLanguage: "en-us" });
  expect((await api.put("/__mock/org").send(org)).status).toBeLessThan(300);
});
