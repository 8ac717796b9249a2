import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const tokens = new platformClient.TokensApi();
const authorization = new platformClient.AuthorizationApi();

describe("TokensApi", () => {
  test("getTokensMe tells organization and client of the token", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.readOnly);
    expect(await tokens.getTokensMe()).toMatchObject({
      organization: { id: knownIds.organization },
      homeOrganization: { id: knownIds.organization },
      authorizedScope: ["architect:readonly", "authorization:readonly", "users:readonly", "user-basic-info"],
      OAuthClient: { id: knownIds.readOnlyClient, name: "Read only" },
    });
  });

  test("headTokensMe gives nothing for a good token, and is rejected without a body for another", async () => {
    const { useToken, calls } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await tokens.headTokensMe()).toBeUndefined();
    await useToken("nobodys-token");
    expect(await refusalOf(tokens.headTokensMe())).toBeUndefined();
    expect(calls()).toEqual(["HEAD /api/v2/tokens/me 200", "HEAD /api/v2/tokens/me 401"]);
  });

  test("deleteTokensMe ends the token, and the SDK goes on sending it", async () => {
    const { client, calls } = await aPointedSdk();
    await client.loginClientCredentialsGrant(knownIds.fullAccessClient, "mock-secret-full-access");
    await tokens.deleteTokensMe();
    expect(await refusalOf(tokens.getTokensMe())).toMatchObject({ status: 401, code: "bad.credentials" });
    expect(calls()).toEqual(["POST /oauth/token 200", "DELETE /api/v2/tokens/me 200", "GET /api/v2/tokens/me 401"]);
  });
});

describe("AuthorizationApi", () => {
  test("getAuthorizationSubjectsMe gives the grants of the token's user, with the policies of their roles", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.user);
    expect(await authorization.getAuthorizationSubjectsMe()).toMatchObject({
      id: knownIds.activeUser,
      grants: [
        {
          subjectId: knownIds.activeUser,
          division: { id: "*" },
          role: { id: knownIds.adminRole, policies: [{ domain: "*", entityName: "*", actions: ["*"] }] },
        },
      ],
    });
  });

  test("getAuthorizationSubject gives those of another user", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const subject = await authorization.getAuthorizationSubject(knownIds.inactiveUser);
    expect(subject.grants?.map(({ role }) => role?.id)).toEqual([knownIds.employeeRole]);
  });

  test("getAuthorizationRoles gives the roles by page, and by name", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [], total } = await authorization.getAuthorizationRoles({ pageSize: 2, pageNumber: 2 });
    expect({ total, found: entities.length }).toEqual({ total: 4, found: 2 });
    const named = await authorization.getAuthorizationRoles({ name: "viewer" });
    expect(named.entities).toMatchObject([
      {
        id: knownIds.viewerRole,
        permissionPolicies: expect.arrayContaining([
          expect.objectContaining({ domain: "directory", entityName: "user", actionSet: ["view"] }),
        ]),
      },
    ]);
  });
});

describe("the rest of an integration's first calls", () => {
  test("getOauthClients lists the clients without their secrets", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { entities = [] } = await new platformClient.OAuthApi().getOauthClients();
    expect(entities.map(({ id }) => id)).toContain(knownIds.codeClient);
    expect(entities.filter((client) => "secret" in client)).toEqual([]);
  });

  test("getOrganizationsMe gives the organization", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await new platformClient.OrganizationApi().getOrganizationsMe()).toMatchObject({
      id: knownIds.organization,
      defaultLanguage: "en-us",
      // The Terraform provider reads it at its start and cannot do without.
      defaultCountryCode: "US",
      state: "active",
    });
  });

  test("getDate gives the time of the org's clock", async () => {
    const { advance, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    await advance(90);
    expect(await new platformClient.UtilitiesApi().getDate()).toEqual({ currentDate: "2026-03-02T09:31:30.000Z" });
  });
});
