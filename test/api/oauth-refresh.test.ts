import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type SeededMockOptions, type TestMock } from "#test/helpers/a-mock.ts";
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
const unknownToken = { error: "invalid_grant", description: "refresh_token: unknown, or used before" } as const;

/** A mock with a user who has logged in, and what the login gave. */
async function aLogin(
  options: Omit<SeededMockOptions, "contracts"> = {},
  fields: Readonly<Record<string, string>> = {},
) {
  const server = aMock({ contracts, ...options });
  const { body } = await sendTokenRequest(server, codeForm(await aCode(server, fields)));
  return { server, access: String(body.access_token), refreshToken: String(body.refresh_token) };
}

const refresh = (server: TestMock, refreshToken: string, client = codeClient as { id: string; secret: string }) =>
  sendTokenRequest(server, { grant_type: "refresh_token", refresh_token: refreshToken }, client);

describe.each(contractNames)("the refresh token grant, %s", (contract) => {
  test("answers 200 with another access token of the same user, and another refresh token", async () => {
    const { server, access, refreshToken } = await aLogin({ contract });
    const response = await refresh(server, refreshToken);
    expectValidAnswer(response, { contract: contracts.get(contract), operationId: "postOauthToken" });
    expect(response.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{86}$/),
      refresh_token: expect.stringMatching(/^[\w-]{86}$/),
      token_type: "bearer",
      expires_in: 86_400,
    });
    expect([access, refreshToken]).not.toContain(response.body.access_token);
    expect([access, refreshToken]).not.toContain(response.body.refresh_token);
    const me = await server.api.get("/api/v2/users/me").auth(response.body.access_token, { type: "bearer" });
    expect(me.body.id).toBe(knownIds.activeUser);
  });
});

describe("the refresh token grant", () => {
  test("opens the API again once the access token has expired", async () => {
    const { server, access, refreshToken } = await aLogin();
    server.mock.clock.advance(86_400_000);
    const call = (token: string) => server.api.get("/api/v2/users/me").auth(token, { type: "bearer" });
    expect((await call(access)).status).toBe(401);
    const { body } = await refresh(server, refreshToken);
    expect((await call(body.access_token)).status).toBe(200);
  });

  test("takes a refresh token once, and then the one that it gave", async () => {
    const { server, refreshToken } = await aLogin();
    const second = (await refresh(server, refreshToken)).body.refresh_token;
    expectOauthError(await refresh(server, refreshToken), asked, unknownToken);
    expect((await refresh(server, second)).status).toBe(200);
  });

  test("takes a refresh token from one of two requests at the same time", async () => {
    const { server, refreshToken } = await aLogin();
    const both = await Promise.all([refresh(server, refreshToken), refresh(server, refreshToken)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test("gives the same refresh token back when refreshTokenRotation says so", async () => {
    const { server, refreshToken } = await aLogin({ settings: { refreshTokenRotation: "keep" } });
    for (const _time of [1, 2]) expect((await refresh(server, refreshToken)).body.refresh_token).toBe(refreshToken);
  });

  test("keeps the scopes of the login", async () => {
    const { server, refreshToken } = await aLogin({}, { scope: "users" });
    const { body } = await refresh(server, refreshToken);
    const call = (path: string) => server.api.get(path).auth(body.access_token, { type: "bearer" });
    expect((await call("/api/v2/users")).status).toBe(200);
    expect((await call("/api/v2/users/me")).status).toBe(403);
  });

  test.each([
    { settings: {}, lifetime: 2_592_000 },
    { settings: { refreshTokenLifetimeSeconds: 60 }, lifetime: 60 },
  ])("takes a refresh token for $lifetime seconds with the settings $settings", async ({ settings, lifetime }) => {
    const { server, refreshToken } = await aLogin({ settings });
    server.mock.clock.advance(lifetime * 1000);
    const response = await refresh(server, refreshToken);
    expectOauthError(response, asked, { error: "invalid_grant", description: "refresh_token: expired" });
    server.mock.clock.advance(-1);
    expect((await refresh(server, refreshToken)).status).toBe(200);
  });

  test("answers 400 to an unknown refresh token, an access token, and none", async () => {
    const { server, access } = await aLogin();
    expectOauthError(await refresh(server, "unknown"), asked, unknownToken);
    expectOauthError(await refresh(server, access), asked, unknownToken);
    const missing = { error: "invalid_request", description: "refresh_token is required" };
    expectOauthError(await refresh(server, ""), asked, missing);
  });

  test("answers 400 to the refresh token of another client", async () => {
    const { server, refreshToken } = await aLogin();
    const other = { id: knownIds.pkceClient, secret: "mock-secret-nobody-needs" };
    expectOauthError(await refresh(server, refreshToken, other), asked, unknownToken);
  });

  test("answers 400 when the client does not prove itself", async () => {
    const { server, refreshToken } = await aLogin();
    const wrong = await refresh(server, refreshToken, { id: codeClient.id, secret: "another" });
    expectOauthError(wrong, asked, { error: "invalid_client", description: "authentication failed" });
    const form = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: codeClient.id };
    const none = await sendPublicTokenRequest(server, form);
    expectOauthError(none, asked, { error: "invalid_request", description: "client authentication is missing" });
  });

  test("answers 400 when the user is not active any more", async () => {
    const server = aMock({ contracts });
    await server.mock.org().users.put(aUser());
    const { body } = await sendTokenRequest(server, codeForm(await aCode(server, { user: aUser().id })));
    await server.mock.org().users.put(aUser({ state: "deleted" }));
    const response = await refresh(server, body.refresh_token);
    expectOauthError(response, asked, { error: "invalid_grant", description: "refresh_token: the user is not active" });
  });

  test("needs no secret for a login with a code challenge, which gives one when pkceRefreshToken says so", async () => {
    const server = aMock({ contracts, settings: { pkceRefreshToken: "give" } });
    const pkce = { client_id: knownIds.pkceClient };
    const code = await aCode(server, { ...pkce, code_challenge: proofKey.challenge, code_challenge_method: "S256" });
    const form = codeForm(code, { ...pkce, code_verifier: proofKey.verifier });
    const first = (await sendPublicTokenRequest(server, form)).body.refresh_token;
    const again = (refreshToken: string) =>
      sendPublicTokenRequest(server, { ...pkce, grant_type: "refresh_token", refresh_token: refreshToken });
    const second = (await again(first)).body.refresh_token;
    expect((await again(second)).status).toBe(200);
  });
});
