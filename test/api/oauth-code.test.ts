import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";
import { expectOauthError } from "#test/helpers/expect-oauth-error.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import {
  aCode,
  codeClient,
  codeForm,
  proofKey,
  sendPublicTokenRequest,
  sendTokenRequest,
} from "#test/helpers/log-in.ts";

const contracts = createContractTable();
const asked = { contract: contracts.get("published"), operationId: "postOauthToken" } as const;
const challenge = { code_challenge: proofKey.challenge, code_challenge_method: "S256" } as const;
const pkce = { client_id: knownIds.pkceClient } as const;
const unknownCode = { error: "invalid_grant", description: "code: unknown, or used before" } as const;

describe.each(contractNames)("the authorization code grant, %s", (name) => {
  test("answers 200 with the user's token and a refresh token", async () => {
    const server = aMock({ contracts, contract: name });
    const response = await sendTokenRequest(server, codeForm(await aCode(server)));
    expectValidAnswer(response, { contract: contracts.get(name), operationId: "postOauthToken" });
    expect(response.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{86}$/),
      refresh_token: expect.stringMatching(/^[\w-]{86}$/),
      token_type: "bearer",
      expires_in: 86_400,
    });
    const me = await server.api.get("/api/v2/users/me").auth(response.body.access_token, { type: "bearer" });
    expect(me.body.id).toBe(knownIds.activeUser);
  });

  test("answers 200 with a token to a code with its verifier and no secret", async () => {
    const server = aMock({ contracts, contract: name });
    const code = await aCode(server, { ...pkce, ...challenge });
    const response = await sendPublicTokenRequest(
      server,
      codeForm(code, { ...pkce, code_verifier: proofKey.verifier }),
    );
    expectValidAnswer(response, { contract: contracts.get(name), operationId: "postOauthToken" });
    expect(Object.keys(response.body)).toEqual(["access_token", "token_type", "expires_in"]);
    const me = await server.api.get("/api/v2/users/me").auth(response.body.access_token, { type: "bearer" });
    expect(me.status).toBe(200);
  });
});

describe("the authorization code grant, the code", () => {
  test("is good once", async () => {
    const server = aMock({ contracts });
    const form = codeForm(await aCode(server));
    expect((await sendTokenRequest(server, form)).status).toBe(200);
    expectOauthError(await sendTokenRequest(server, form), asked, unknownCode);
  });

  test("is good for one of two requests at the same time", async () => {
    const server = aMock({ contracts });
    const form = codeForm(await aCode(server, challenge), { code_verifier: proofKey.verifier });
    const both = await Promise.all([sendTokenRequest(server, form), sendTokenRequest(server, form)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test("is still good after a request that was refused", async () => {
    const server = aMock({ contracts });
    const code = await aCode(server);
    await sendTokenRequest(server, codeForm(code, { redirect_uri: "http://localhost:5001/callback" }));
    expect((await sendTokenRequest(server, codeForm(code))).status).toBe(200);
  });

  test.each([
    { setting: {}, lifetime: 600 },
    { setting: { authorizationCodeLifetimeSeconds: 30 }, lifetime: 30 },
  ])("lasts for $lifetime seconds with the settings $setting", async ({ setting, lifetime }) => {
    const server = aMock({ contracts, settings: setting });
    const [first, second] = [await aCode(server), await aCode(server)];
    server.mock.clock.advance(lifetime * 1000 - 1);
    expect((await sendTokenRequest(server, codeForm(first))).status).toBe(200);
    server.mock.clock.advance(1);
    const response = await sendTokenRequest(server, codeForm(second));
    expectOauthError(response, asked, { error: "invalid_grant", description: "code: expired" });
  });

  test("is unknown to another client", async () => {
    const server = aMock({ contracts });
    const response = await sendTokenRequest(server, codeForm(await aCode(server, pkce)));
    expectOauthError(response, asked, unknownCode);
  });

  test("opens nothing when its user is not active any more", async () => {
    const server = aMock({ contracts });
    await server.mock.org().users.put(aUser());
    const code = await aCode(server, { user: aUser().id });
    await server.mock.org().users.put(aUser({ state: "inactive" }));
    const response = await sendTokenRequest(server, codeForm(code));
    expectOauthError(response, asked, { error: "invalid_grant", description: "code: the user is not active" });
  });
});

describe("the authorization code grant, what is refused", () => {
  test.each([
    { what: "an unknown code", fields: { code: "unknown" }, ...unknownCode },
    { what: "no code", fields: { code: undefined }, error: "invalid_request", description: "code is required" },
    { what: "an empty code", fields: { code: "" }, error: "invalid_request", description: "code is required" },
    {
      what: "no redirect URI",
      fields: { redirect_uri: undefined },
      error: "invalid_request",
      description: "redirect_uri is required",
    },
    {
      what: "the redirect URI of another port",
      fields: { redirect_uri: "http://localhost:5001/callback" },
      error: "invalid_grant",
      description: "redirect_uri: not that of the login",
    },
  ])("answers 400 to $what", async ({ fields, error, description }) => {
    const server = aMock({ contracts });
    expectOauthError(await sendTokenRequest(server, codeForm(await aCode(server), fields)), asked, {
      error,
      description,
    });
  });

  test("answers 400 to a code without a challenge when the client does not prove itself", async () => {
    const server = aMock({ contracts });
    const form = codeForm(await aCode(server), { client_id: codeClient.id, code_verifier: proofKey.verifier });
    const missing = { error: "invalid_request", description: "client authentication is missing" };
    expectOauthError(await sendPublicTokenRequest(server, form), asked, missing);
    const empty = await sendTokenRequest(server, form, { id: codeClient.id, secret: "" });
    expectOauthError(empty, asked, { error: "invalid_client", description: "authentication failed" });
  });

  test.each([
    { what: "no verifier", verifier: undefined, error: "invalid_request", description: "code_verifier is required" },
    {
      what: "another verifier",
      verifier: "a".repeat(43),
      error: "invalid_grant",
      description: "code_verifier: does not fit the code challenge",
    },
    {
      what: "the challenge as the verifier",
      verifier: proofKey.challenge,
      error: "invalid_grant",
      description: "code_verifier: does not fit the code challenge",
    },
  ])("answers 400 to $what, with the secret and without it", async ({ verifier, error, description }) => {
    const server = aMock({ contracts });
    const form = codeForm(await aCode(server, challenge), { client_id: codeClient.id, code_verifier: verifier });
    expectOauthError(await sendTokenRequest(server, form), asked, { error, description });
    expectOauthError(await sendPublicTokenRequest(server, form), asked, { error, description });
  });

  test("answers 400 to an unknown client_id", async () => {
    const response = await sendPublicTokenRequest(aMock({ contracts }), codeForm("x", { client_id: "nobody" }));
    expectOauthError(response, asked, { error: "invalid_client", description: "client not found" });
  });

  test("answers 400 to a client for another grant", async () => {
    const server = aMock({ contracts });
    const client = { id: knownIds.fullAccessClient, secret: "mock-secret-full-access" };
    const response = await sendTokenRequest(server, codeForm("x"), client);
    const description = "the client is not allowed to use the grant type authorization_code";
    expectOauthError(response, asked, { error: "unauthorized_client", description });
  });

  test("answers 400 to client credentials without a secret", async () => {
    const form = { grant_type: "client_credentials", client_id: knownIds.fullAccessClient };
    const response = await sendPublicTokenRequest(aMock({ contracts }), form);
    expectOauthError(response, asked, { error: "invalid_request", description: "client authentication is missing" });
  });
});

describe("the authorization code grant, PKCE", () => {
  test("takes Basic with an empty secret, as the CLI sends it", async () => {
    const server = aMock({ contracts });
    const form = codeForm(await aCode(server, challenge), {
      client_id: codeClient.id,
      code_verifier: proofKey.verifier,
    });
    expect((await sendTokenRequest(server, form, { id: codeClient.id, secret: "" })).status).toBe(200);
  });

  test("takes the code from the query of the request", async () => {
    const server = aMock({ contracts });
    const code = await aCode(server, { ...pkce, ...challenge });
    const query = new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: "http://localhost:5000/callback",
      client_id: knownIds.pkceClient,
      code_verifier: proofKey.verifier,
    });
    expect((await server.api.post(`/oauth/token?${query.toString()}`)).status).toBe(200);
  });

  test("takes the challenge itself as the verifier of a plain one", async () => {
    const server = aMock({ contracts, settings: { plainCodeChallenge: "accept" } });
    const code = await aCode(server, { ...pkce, code_challenge: proofKey.verifier, code_challenge_method: "plain" });
    const form = codeForm(code, { ...pkce, code_verifier: proofKey.verifier });
    expect((await sendPublicTokenRequest(server, form)).status).toBe(200);
  });
});
