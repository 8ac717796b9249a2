import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient } from "#test/helpers/entities.ts";
import { codeClient, codeForm, proofKey, sendPublicTokenRequest, sendTokenRequest } from "#test/helpers/log-in.ts";

const contracts = createContractTable();
const order = { clientId: codeClient.id, userId: knownIds.activeUser };

const logIn = ({ api }: TestMock, body: object) => api.post("/__mock/authorizations").send(body);

describe("POST /__mock/authorizations", () => {
  test("gives a code that is good for a token, with the first redirect URI of the client", async () => {
    const server = aMock({ contracts });
    const { status, body } = await logIn(server, order);
    expect(status).toBe(200);
    expect(body).toEqual({
      code: expect.stringMatching(/^[\w-]{86}$/),
      redirectUri: "http://localhost/callback",
      expiresIn: 600,
    });
    const tokens = await sendTokenRequest(server, codeForm(body.code, { redirect_uri: body.redirectUri }));
    expect(tokens.status).toBe(200);
  });

  test("takes redirect URI, scopes and code challenge as they are asked for", async () => {
    const server = aMock({ contracts });
    const redirectUri = "http://localhost:7/callback";
    const { body } = await logIn(server, {
      ...order,
      redirectUri,
      scopes: ["users"],
      codeChallenge: proofKey.challenge,
    });
    const form = { client_id: codeClient.id, redirect_uri: redirectUri, code_verifier: proofKey.verifier };
    const tokens = await sendPublicTokenRequest(server, codeForm(body.code, form));
    const token = await server.mock.org().tokens.get(tokens.body.access_token);
    expect(token).toMatchObject({ clientId: codeClient.id, userId: knownIds.activeUser, scopes: ["users"] });
  });

  const unknown = "GET /__mock/org lists them.";
  test.each([
    {
      what: "an unknown client",
      body: { ...order, clientId: "x" },
      message: `No OAuth client has the id "x". ${unknown}`,
    },
    {
      what: "an inactive user",
      body: { ...order, userId: knownIds.inactiveUser },
      message: `No active user has the id "${knownIds.inactiveUser}". ${unknown}`,
    },
    {
      what: "a client for another grant",
      body: { ...order, clientId: knownIds.fullAccessClient },
      message: "Expected an OAuth client for the grant CODE; Full access is for CLIENT-CREDENTIALS.",
    },
    {
      what: "a redirect URI that is not registered",
      body: { ...order, redirectUri: "http://localhost/other" },
      message:
        '/redirectUri: expected one that the client has registered (http://localhost/callback, http://127.0.0.1/callback, http://localhost/), found "http://localhost/other".',
    },
    { what: "no client", body: { userId: "x" }, message: 'the body lacks the property "clientId".' },
    {
      what: "a misspelt property",
      body: { ...order, redirectUrl: "x" },
      message: expect.stringContaining('unknown property "redirectUrl"; did you mean "redirectUri"?'),
    },
    {
      what: "a challenge that is none",
      body: { ...order, codeChallenge: "abc" },
      message: expect.stringContaining("/codeChallenge must match pattern"),
    },
  ])("answers 400 to $what and says what was expected", async ({ body, message }) => {
    const response = await logIn(aMock({ contracts }), body);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
  });

  test("answers 400 to a client that has registered no redirect URI", async () => {
    const server = aMock({ contracts });
    await server.mock.org().oauthClients.put(aClient({ authorizedGrantType: "CODE" }));
    const response = await logIn(server, { ...order, clientId: aClient().id });
    expect(response.body.message).toBe("/redirectUri: expected one that the client has registered (), found nothing.");
  });
});
