import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { seedOauthClients, seedRoles, seedTokens } from "#mock-server/seed/seed-rights.ts";

const roles = seedRoles([
  "architect:flow:view",
  "architect:flow:launch",
  "architect:flow:view",
  "architect:flowExecution:view",
]);
const clients = seedOauthClients();
const tokens = seedTokens();

describe("seedRoles, seedOauthClients and seedTokens", () => {
  test("has the OAuth clients of the documentation, those for client credentials with a fixed token each", () => {
    expect(clients.map(({ name, accessTokenValiditySeconds }) => [name, accessTokenValiditySeconds])).toEqual([
      ["Full access", 86_400],
      ["Read only", 86_400],
      ["No launch", 86_400],
      ["Short-lived tokens", 300],
      ["Authorization code", 86_400],
      ["PKCE", 86_400],
      ["Implicit", 86_400],
    ]);
    expect(tokens.map(({ accessToken }) => accessToken)).toEqual(Object.values(knownTokens));
    const ofClients = tokens.filter(({ userId }) => userId === undefined).map(({ clientId }) => clientId);
    const forCredentials = clients.filter(({ authorizedGrantType }) => authorizedGrantType === "CLIENT-CREDENTIALS");
    expect(new Set(ofClients)).toEqual(new Set(forCredentials.map(({ id }) => id)));
  });

  test("has one token that has expired, and others that never do", () => {
    const expiring = tokens.filter(({ expiresAt }) => expiresAt !== undefined);
    expect(expiring).toEqual([
      { accessToken: knownTokens.expired, clientId: knownIds.fullAccessClient, expiresAt: "2026-01-01T00:00:00.000Z" },
    ]);
  });

  test("gives no role but the one of administrators the permission to launch", () => {
    const launches = roles.filter(({ permissions: held }) => held.some((one) => one === "*:*:*" || /launch/.test(one)));
    expect(launches.map(({ id }) => id)).toEqual([knownIds.adminRole]);
    expect(roles.find(({ id }) => id === knownIds.noLaunchRole)?.permissions).toEqual([
      "architect:flow:view",
      "architect:flowExecution:view",
    ]);
  });
});
