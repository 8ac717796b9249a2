import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { aClient } from "#test/helpers/entities.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();

describe.each(contractNames)("GET /api/v2/oauth/clients, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "getOauthClients" } as const;

  test("answers 200 with every client on one page, without the secrets", async () => {
    const server = aMock({ contracts, contract });
    const parts = {
      authorizedGrantType: "CODE",
      description: "Logs users in",
      registeredRedirectUri: ["http://localhost/callback"],
      scope: ["users"],
      grants: ["d1", "d2"].map((divisionId) => ({ roleId: knownIds.viewerRole, divisionId })),
    } as const;
    await server.mock.org().oauthClients.put(aClient(parts));
    const response = await server.api.get("/api/v2/oauth/clients").auth(knownTokens.user, { type: "bearer" });
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked);
    const { entities, ...page } = response.body;
    const count = (await server.mock.org().oauthClients.list()).length;
    expect(page).toEqual({
      pageSize: count,
      pageNumber: 1,
      total: count,
      selfUri: "/api/v2/oauth/clients",
      pageCount: 1,
    });
    expect(entities).toHaveLength(count);
    expect(entities.at(-1)).toEqual({
      id: aClient().id,
      name: "Test client",
      accessTokenValiditySeconds: 86_400,
      description: "Logs users in",
      registeredRedirectUri: ["http://localhost/callback"],
      roleIds: [knownIds.viewerRole],
      authorizedGrantType: "CODE",
      scope: ["users"],
      roleDivisions: [
        { roleId: knownIds.viewerRole, divisionId: "d1" },
        { roleId: knownIds.viewerRole, divisionId: "d2" },
      ],
      state: "active",
      selfUri: `/api/v2/oauth/clients/${aClient().id}`,
    });
    for (const { secret } of await server.mock.org().oauthClients.list()) expect(response.text).not.toContain(secret);
  });
});
