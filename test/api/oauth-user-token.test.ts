import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";
import { aCode, codeForm, sendTokenRequest } from "#test/helpers/log-in.ts";

const contracts = createContractTable();

describe("the token of the authorization code grant", () => {
  /** A client of scopes, and the token that its login as a user of a role gives. */
  async function aUserToken(server: TestMock, fields: Readonly<Record<string, string>> = {}) {
    const org = server.mock.org();
    await org.oauthClients.put(
      aClient({
        authorizedGrantType: "CODE",
        registeredRedirectUri: ["http://localhost/callback"],
        scope: ["users", "architect"],
        accessTokenValiditySeconds: 300,
      }),
    );
    await org.users.put(aUser({ grants: [{ roleId: knownIds.viewerRole, divisionId: "*" }] }));
    const client = { id: aClient().id, secret: aClient().secret };
    const code = await aCode(server, { client_id: client.id, user: aUser().id, ...fields });
    const { body } = await sendTokenRequest(server, codeForm(code), client);
    return { token: String(body.access_token), lifetime: body.expires_in };
  }

  const statusOf = async ({ api }: TestMock, path: string, token: string) =>
    (await api.get(path).auth(token, { type: "bearer" })).status;

  test("has the scopes of the client and the rights of the user: both are needed", async () => {
    const server = aMock({ contracts });
    const { token } = await aUserToken(server);
    expect(await statusOf(server, `/api/v2/flows/${knownIds.publishedFlow}`, token)).toBe(200);
    expect(await statusOf(server, "/api/v2/authorization/roles", token)).toBe(403);
    const launch = await server.api
      .post("/api/v2/flows/executions")
      .auth(token, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow });
    expect(launch.body).toMatchObject({ status: 403, code: "missing.any.permissions" });
  });

  test("has only the scopes that the login asked for", async () => {
    const server = aMock({ contracts });
    const { token } = await aUserToken(server, { scope: "architect" });
    expect(await statusOf(server, `/api/v2/flows/${knownIds.publishedFlow}`, token)).toBe(200);
    expect(await statusOf(server, "/api/v2/users", token)).toBe(403);
  });

  test("lives for as long as its client says", async () => {
    const server = aMock({ contracts });
    const { token, lifetime } = await aUserToken(server);
    expect(lifetime).toBe(300);
    server.mock.clock.advance(299_999);
    expect(await statusOf(server, "/api/v2/users", token)).toBe(200);
    server.mock.clock.advance(1);
    expect(await statusOf(server, "/api/v2/users", token)).toBe(401);
  });
});
