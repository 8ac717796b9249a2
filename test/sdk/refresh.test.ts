import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test, vi } from "vitest";
import { callControl } from "#mock-server/control/control-calls.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { codeClient, redirectUri } from "#test/helpers/log-in.ts";
import { aPointedSdk, heldRefreshToken, type PointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const users = new platformClient.UsersApi();
const day = 86_400;

/** Logged in as the active user by the authorization code grant. */
async function aLoggedInSdk(): Promise<PointedSdk> {
  const sdk = await aPointedSdk();
  const body = { clientId: codeClient.id, userId: knownIds.activeUser, redirectUri };
  const answer = await callControl(sdk.mock, { method: "post", path: "/authorizations", body });
  const { code } = answer.body as { readonly code: string };
  await sdk.client.loginCodeAuthorizationGrant(codeClient.id, codeClient.secret, code, redirectUri);
  sdk.mock.exchanges.clear();
  return sdk;
}

describe("a call with an expired token of the authorization code grant", () => {
  test("is rejected with the raw AxiosError of the 401, although the SDK refreshes the token", async () => {
    const sdk = await aLoggedInSdk();
    await sdk.advance(day + 1);
    const refusal = await refusalOf(users.getUsersMe());
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({
      name: "AxiosError",
      response: { status: 401, data: { code: "bad.credentials", status: 401 } },
    });
    await vi.waitFor(() => expect(sdk.calls()).toHaveLength(3));
  });

  test("is sent again in the background after the refresh, where nobody sees the answer", async () => {
    const sdk = await aLoggedInSdk();
    await sdk.advance(day + 1);
    await refusalOf(users.getUsersMe());
    await vi.waitFor(() =>
      expect(sdk.calls()).toEqual(["GET /api/v2/users/me 401", "POST /oauth/token 200", "GET /api/v2/users/me 200"]),
    );
  });

  test("starts its flow, where it is a launch, although the caller is told of the 401", async () => {
    const sdk = await aLoggedInSdk();
    await sdk.advance(day + 1);
    const call = new platformClient.ArchitectApi().postFlowsExecutions({ flowId: knownIds.publishedFlow });
    expect(await refusalOf(call)).toMatchObject({ response: { status: 401 } });
    await vi.waitFor(async () => expect(await sdk.mock.org().executions.list()).toHaveLength(1));
  });

  test("makes way for the next call, which has the new token", async () => {
    const sdk = await aLoggedInSdk();
    const first = heldRefreshToken(sdk);
    await sdk.advance(day + 1);
    await refusalOf(users.getUsersMe());
    await vi.waitFor(() => expect(heldRefreshToken(sdk)).not.toBe(first));
    expect(await users.getUsersMe()).toMatchObject({ id: knownIds.activeUser });
  });

  test("is refreshed and repeated without an end while the answer is 401", async () => {
    const sdk = await aLoggedInSdk();
    await sdk.orderFault({ path: "/api/v2/users/me", status: 401 });
    await refusalOf(users.getUsersMe());
    await vi.waitFor(() => expect(sdk.calls().length).toBeGreaterThan(20));
    const rounds = sdk.calls().slice(0, 20);
    expect(rounds).toEqual(Array(10).fill(["GET /api/v2/users/me 401", "POST /oauth/token 200"]).flat());
    sdk.mock.faults.clear();
    await vi.waitFor(() => expect(sdk.calls().at(-1)).toBe("GET /api/v2/users/me 200"));
  });

  test("ends with the refusal of the refresh where the refresh token has expired as well", async () => {
    const sdk = await aLoggedInSdk();
    await sdk.advance(31 * day);
    expect(await refusalOf(users.getUsersMe())).toMatchObject({ response: { status: 401 } });
    await vi.waitFor(() => expect(sdk.calls()).toEqual(["GET /api/v2/users/me 401", "POST /oauth/token 400"]));
  });

  test("is not refreshed where refresh_access_token is off, and is rejected with the body", async () => {
    const sdk = await aLoggedInSdk();
    const { config } = sdk.client;
    config.refresh_access_token = false;
    await sdk.advance(day + 1);
    const refusal = await refusalOf(users.getUsersMe());
    config.refresh_access_token = true;
    expect(refusal).toMatchObject({ status: 401, code: "bad.credentials" });
    expect(sdk.calls()).toEqual(["GET /api/v2/users/me 401"]);
  });
});

describe("a call with an expired token of another kind", () => {
  test("is rejected with the body of the 401 and not refreshed, for client credentials", async () => {
    const { client, calls, advance } = await aPointedSdk();
    await client.loginClientCredentialsGrant(knownIds.shortLivedClient, "mock-secret-short-lived");
    await advance(301);
    const refusal = await refusalOf(users.getUsers());
    expect(refusal).not.toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ status: 401, code: "bad.credentials", message: "Invalid login credentials." });
    expect(calls()).toEqual(["POST /oauth/token 200", "GET /api/v2/users 401"]);
  });

  test("is refreshed into the user's token where a user was logged in before: clearAuthData keeps the refresh token", async () => {
    const sdk = await aLoggedInSdk();
    sdk.client.clearAuthData();
    sdk.client.setAccessToken(knownTokens.expired);
    await refusalOf(users.getUsers());
    await vi.waitFor(() =>
      expect(sdk.calls()).toEqual(["GET /api/v2/users 401", "POST /oauth/token 200", "GET /api/v2/users 200"]),
    );
    expect(await users.getUsersMe()).toMatchObject({ id: knownIds.activeUser });
  });
});

describe("refreshCodeAuthorizationGrant", () => {
  test("gives another token and another refresh token; the used one is good no longer", async () => {
    const sdk = await aLoggedInSdk();
    const first = String(heldRefreshToken(sdk));
    const given = await sdk.client.refreshCodeAuthorizationGrant(codeClient.id, codeClient.secret, first);
    expect(given.accessToken).toMatch(/^[\w-]{86}$/);
    expect(heldRefreshToken(sdk)).not.toBe(first);
    const again = sdk.client.refreshCodeAuthorizationGrant(codeClient.id, codeClient.secret, first);
    expect(await refusalOf(again)).toMatchObject({ response: { status: 400, data: { error: "invalid_grant" } } });
  });
});
