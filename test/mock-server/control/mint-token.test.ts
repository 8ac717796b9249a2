import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { mintToken } from "#mock-server/control/mint-token.ts";
import { createMock } from "#mock-server/mock.ts";
import { testTime } from "#test/helpers/a-mock.ts";
import { orgData } from "#test/helpers/an-org.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();

/** A mock whose org has two clients and one user; its clock stands at `testTime`. */
function aMockOf(
  data = orgData({ oauthClients: [aClient({ id: "c1" }), aClient({ id: "c2" })], users: [aUser({ id: "u1" })] }),
) {
  return createMock({ contracts, org: data, realNow: () => Date.parse(testTime) });
}

/** What an order is answered with, and the tokens that are there then. */
async function mint(order: Parameters<typeof mintToken>[0], mock = aMockOf()) {
  return { answer: await mintToken(order, mock), tokens: await mock.org().tokens.list() };
}

describe("mintToken", () => {
  test("gives a token of the first client with all rights for a day when nothing is said", async () => {
    const { answer, tokens } = await mint({});
    const accessToken = tokens[0]?.accessToken;
    expect(answer).toEqual({
      status: 200,
      body: { access_token: accessToken, token_type: "bearer", expires_in: 86_400 },
    });
    expect(tokens).toEqual([
      { accessToken, clientId: "c1", permissions: ["*:*:*"], expiresAt: "2026-03-03T09:30:00.000Z" },
    ]);
    expect(accessToken).toMatch(/^[\w-]{86}$/);
  });

  test("gives a token of the user and client, with the rights and the time that are asked for", async () => {
    const order = { userId: "u1", clientId: "c2", permissions: [], scopes: ["users"], expiresIn: 60 };
    const { answer, tokens } = await mint(order);
    expect(answer.body).toMatchObject({ expires_in: 60 });
    expect(tokens).toMatchObject([
      { clientId: "c2", userId: "u1", permissions: [], scopes: ["users"], expiresAt: "2026-03-02T09:31:00.000Z" },
    ]);
  });

  test("gives the rights and the lifetime of the client that is named, where none are", async () => {
    const grants = [{ roleId: "r1", divisionId: "*" }];
    const named = aClient({ id: "c2", grants, scope: ["users"], accessTokenValiditySeconds: 300 });
    const mock = () => aMockOf(orgData({ oauthClients: [aClient({ id: "c1" }), named], users: [aUser({ id: "u1" })] }));
    const own = await mint({ clientId: "c2" }, mock());
    expect(own.answer.body).toMatchObject({ expires_in: 300 });
    expect(own.tokens).toMatchObject([{ clientId: "c2", scopes: ["users"], expiresAt: "2026-03-02T09:35:00.000Z" }]);
    // Without permissions of its own a token has those of the client's roles.
    expect(own.tokens[0]).not.toHaveProperty("permissions");
    const asked = await mint({ clientId: "c2", permissions: ["a:b:c"], scopes: [] }, mock());
    expect(asked.tokens).toMatchObject([{ permissions: ["a:b:c"], scopes: [] }]);
  });

  test("gives all rights to a user, and to a client that gets no token of its own", async () => {
    const browser = aClient({ id: "c2", authorizedGrantType: "CODE", scope: ["users"] });
    const mock = aMockOf(orgData({ oauthClients: [browser], users: [aUser({ id: "u1" })] }));
    const { tokens } = {
      ...(await mint({ clientId: "c2" }, mock)),
      ...(await mint({ clientId: "c2", userId: "u1" }, mock)),
    };
    expect(tokens).toMatchObject([{ permissions: ["*:*:*"] }, { permissions: ["*:*:*"], userId: "u1" }]);
  });

  test("gives a token that has expired already", async () => {
    expect((await mint({ expiresIn: 0 })).tokens).toMatchObject([{ expiresAt: testTime }]);
    expect((await mint({ expiresIn: -1 })).tokens).toMatchObject([{ expiresAt: "2026-03-02T09:29:59.000Z" }]);
  });

  test.each([
    [{ userId: "u2" }, 'No user has the id "u2". GET /__mock/org lists them.'],
    [{ clientId: "c3" }, 'No OAuth client has the id "c3". GET /__mock/org lists them.'],
    [{ userId: "x".repeat(99) }, `No user has the id "${"x".repeat(60)}". GET /__mock/org lists them.`],
  ])("refuses %j", async (order, message) => {
    expect(await mint(order)).toEqual({
      answer: { status: 400, body: { code: "control.body.invalid", message } },
      tokens: [],
    });
  });

  test("gives another token each time", async () => {
    const mock = aMockOf();
    await mint({}, mock);
    const { tokens } = await mint({}, mock);
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(2);
  });
});
