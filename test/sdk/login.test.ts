import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { callControl } from "#mock-server/control/control-calls.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { codeClient, redirectUri } from "#test/helpers/log-in.ts";
import { aPointedSdk, heldRefreshToken, type PointedSdk, refusalOf } from "./a-pointed-sdk.ts";
import { logInByBrowser } from "./log-in-by-browser.ts";

const users = new platformClient.UsersApi();

/** The email address that the default org gives the active user. */
async function activeEmail({ mock }: PointedSdk): Promise<string> {
  return (await mock.org().users.get(knownIds.activeUser))?.email ?? "";
}

describe("loginClientCredentialsGrant", () => {
  test("gives a token for a day, and sends nothing but the one call", async () => {
    const { client, mock, calls } = await aPointedSdk();
    const before = Date.now();
    const given = await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    expect(given.accessToken).toMatch(/^[\w-]{86}$/);
    expect(given.tokenExpiryTime).toBeGreaterThanOrEqual(before + 86_400_000);
    expect(given).not.toHaveProperty("refreshToken");
    expect(calls()).toEqual(["POST /oauth/token 200"]);
    expect(mock.exchanges.list()[0]?.request).toMatchObject({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    });
  });

  test.each([
    { what: "a wrong secret", id: knownIds.fullAccessClient, description: "authentication failed" },
    { what: "an unknown client", id: "c0000000-0000-4000-8000-00000000ffff", description: "client not found" },
  ])("rejects with an AxiosError whose response says invalid_client for $what", async ({ id, description }) => {
    const { client } = await aPointedSdk();
    const refusal = await refusalOf(client.loginClientCredentialsGrant(id, "wrong"));
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({
      name: "AxiosError",
      response: {
        status: 400,
        data: { error: "invalid_client", description, error_description: description },
      },
    });
  });

  test("rejects with the 400 of too many requests for tokens, and does not retry", async () => {
    const { client, calls } = await aPointedSdk({ settings: { tokenRequestsPerMinute: 1 } });
    await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    const again = client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    expect(await refusalOf(again)).toMatchObject({
      response: {
        status: 400,
        data: { error: "invalid_request", error_description: expect.stringMatching(/^rate limit exceeded;/) },
      },
    });
    expect(calls()).toEqual(["POST /oauth/token 200", "POST /oauth/token 400"]);
  });

  test("gives a token that is refused where a user is needed", async () => {
    const { client } = await aPointedSdk();
    await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    expect(await refusalOf(users.getUsersMe())).toMatchObject({ status: 400, code: "not.a.user" });
  });
});

describe("loginCodeAuthorizationGrant", () => {
  test("takes the code that the login page gives for the user who was picked, and holds a refresh token", async () => {
    const sdk = await aPointedSdk();
    const { client, url, calls } = sdk;
    const query = { client_id: codeClient.id, response_type: "code", state: "s&1" };
    const { code = "", state } = await logInByBrowser(url, query, { email: await activeEmail(sdk) });
    expect(state).toBe("s&1");
    await client.loginCodeAuthorizationGrant(codeClient.id, codeClient.secret, code, redirectUri);
    expect(heldRefreshToken(sdk)).toMatch(/^[\w-]{86}$/);
    expect(await users.getUsersMe()).toMatchObject({ id: knownIds.activeUser });
    expect(calls().at(-1)).toBe("GET /api/v2/users/me 200");
  });

  test("takes the code that the control plane gives", async () => {
    const { client, mock } = await aPointedSdk();
    const body = { clientId: codeClient.id, userId: knownIds.activeUser, redirectUri };
    const answer = await callControl(mock, { method: "post", path: "/authorizations", body });
    const { code } = answer.body as { readonly code: string };
    await client.loginCodeAuthorizationGrant(codeClient.id, codeClient.secret, code, redirectUri);
    expect(await users.getUsersMe()).toMatchObject({ id: knownIds.activeUser });
  });

  test("rejects with invalid_grant for a code that was used before", async () => {
    const sdk = await aPointedSdk();
    const { client, url } = sdk;
    const query = { client_id: codeClient.id, response_type: "code" };
    const { code = "" } = await logInByBrowser(url, query, { email: await activeEmail(sdk) });
    await client.loginCodeAuthorizationGrant(codeClient.id, codeClient.secret, code, redirectUri);
    const again = client.loginCodeAuthorizationGrant(codeClient.id, codeClient.secret, code, redirectUri);
    expect(await refusalOf(again)).toMatchObject({ response: { status: 400, data: { error: "invalid_grant" } } });
  });

  test("has no code where the user does not agree", async () => {
    const sdk = await aPointedSdk();
    const query = { client_id: codeClient.id, response_type: "code" };
    const sent = await logInByBrowser(sdk.url, query, { email: await activeEmail(sdk), decision: "cancel" });
    expect(sent).toEqual({ error: "access_denied", error_description: "the user did not agree" });
  });
});

describe("authorizePKCEGrant", () => {
  /** Logs in with the SDK's own verifier and challenge, up to the code. */
  async function aProvenCode(sdk: PointedSdk): Promise<{ readonly code: string; readonly verifier: string }> {
    const verifier = sdk.client.generatePKCECodeVerifier(128);
    const { code = "" } = await logInByBrowser(
      sdk.url,
      {
        client_id: knownIds.pkceClient,
        response_type: "code",
        code_challenge: await sdk.client.computePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      },
      { email: await activeEmail(sdk) },
    );
    return { code, verifier };
  }

  test("logs in without a secret, and holds no refresh token", async () => {
    const sdk = await aPointedSdk();
    const { code, verifier } = await aProvenCode(sdk);
    await sdk.client.authorizePKCEGrant(knownIds.pkceClient, verifier, code, redirectUri);
    expect(heldRefreshToken(sdk)).toBeUndefined();
    expect(sdk.mock.exchanges.list().at(-1)?.request.headers).not.toHaveProperty("authorization");
    expect(await users.getUsersMe()).toMatchObject({ id: knownIds.activeUser });
  });

  test("takes no refresh token even where the login gives one", async () => {
    const sdk = await aPointedSdk({ settings: { pkceRefreshToken: "give" } });
    const { code, verifier } = await aProvenCode(sdk);
    await sdk.client.authorizePKCEGrant(knownIds.pkceClient, verifier, code, redirectUri);
    expect(heldRefreshToken(sdk)).toBeUndefined();
    expect(await sdk.mock.org().refreshTokens.list()).toHaveLength(1);
  });

  test("rejects with invalid_grant for another verifier", async () => {
    const sdk = await aPointedSdk();
    const { code } = await aProvenCode(sdk);
    const other = sdk.client.generatePKCECodeVerifier(43);
    expect(await refusalOf(sdk.client.authorizePKCEGrant(knownIds.pkceClient, other, code, redirectUri))).toMatchObject(
      { name: "AxiosError", response: { status: 400, data: { error: "invalid_grant" } } },
    );
  });

  test("makes verifiers of 43 to 128 characters", async () => {
    const { client } = await aPointedSdk();
    expect(client.generatePKCECodeVerifier(43)).toMatch(/^[\w.~-]{43}$/);
    expect(() => client.generatePKCECodeVerifier(42)).toThrow("between 43");
  });
});
