import type { AccessToken, OAuthClient, Role } from "#mock-server/org/entities.ts";
import { knownIds, knownTokens } from "./known-ids.ts";

const launchPermission = "architect:flow:launch";

/** Roles from everything down to nothing but one's own data. */
export function seedRoles(permissions: readonly string[]): Role[] {
  const known = [...new Set(permissions)].sort();
  return [
    {
      id: knownIds.adminRole,
      name: "Master Admin",
      description: "Every permission",
      default: true,
      permissions: ["*:*:*"],
    },
    {
      id: knownIds.employeeRole,
      name: "employee",
      defaultRoleId: "employee",
      description: "What every user has",
      default: true,
      permissions: ["directory:user:view"],
    },
    {
      id: knownIds.viewerRole,
      name: "Viewer",
      description: "Every permission to view",
      default: false,
      permissions: ["architect:*:view", "authorization:*:view", "directory:user:view", "oauth:client:view"],
    },
    {
      id: knownIds.noLaunchRole,
      name: "No launch",
      description: "Every permission that the mock asks for, but to launch a flow",
      default: false,
      permissions: known.filter((permission) => permission !== launchPermission),
    },
  ];
}

const scopesWithoutLaunch = [
  "architect:readonly",
  "authorization:readonly",
  "users:readonly",
  "user-basic-info",
] as const;

/** Where the clients for a login in a browser may be sent back to, on any port. */
const redirectUris = ["http://localhost/callback", "http://127.0.0.1/callback", "http://localhost/"] as const;

/** OAuth clients for client credentials, and for a login in a browser. Their ids, secrets and tokens are documented: they open nothing but a mock. */
export function seedOauthClients(): OAuthClient[] {
  const client = { authorizedGrantType: "CLIENT-CREDENTIALS", accessTokenValiditySeconds: 86_400 } as const;
  const everywhere = (roleId: string) => [{ roleId, divisionId: "*" }];
  return [
    {
      ...client,
      id: knownIds.fullAccessClient,
      name: "Full access",
      secret: "mock-secret-full-access",
      grants: everywhere(knownIds.adminRole),
    },
    {
      ...client,
      id: knownIds.readOnlyClient,
      name: "Read only",
      secret: "mock-secret-read-only",
      grants: everywhere(knownIds.viewerRole),
      scope: scopesWithoutLaunch,
    },
    {
      ...client,
      id: knownIds.noLaunchClient,
      name: "No launch",
      secret: "mock-secret-no-launch",
      grants: everywhere(knownIds.noLaunchRole),
      scope: scopesWithoutLaunch,
    },
    {
      ...client,
      id: knownIds.shortLivedClient,
      name: "Short-lived tokens",
      secret: "mock-secret-short-lived",
      accessTokenValiditySeconds: 300,
      grants: everywhere(knownIds.adminRole),
    },
    {
      ...client,
      id: knownIds.codeClient,
      name: "Authorization code",
      secret: "mock-secret-authorization-code",
      authorizedGrantType: "CODE",
      registeredRedirectUri: redirectUris,
      grants: [],
    },
    {
      ...client,
      id: knownIds.pkceClient,
      name: "PKCE",
      description: "Logs in with a code challenge and without its secret",
      secret: "mock-secret-nobody-needs",
      authorizedGrantType: "CODE",
      registeredRedirectUri: redirectUris,
      grants: [],
    },
    {
      ...client,
      id: knownIds.implicitClient,
      name: "Implicit",
      secret: "mock-secret-implicit",
      authorizedGrantType: "TOKEN",
      registeredRedirectUri: redirectUris,
      grants: [],
    },
  ];
}

/** A fixed token per client, one of a user, and one that has expired. */
export function seedTokens(): AccessToken[] {
  return [
    { accessToken: knownTokens.fullAccess, clientId: knownIds.fullAccessClient },
    { accessToken: knownTokens.readOnly, clientId: knownIds.readOnlyClient, scopes: scopesWithoutLaunch },
    { accessToken: knownTokens.noLaunch, clientId: knownIds.noLaunchClient, scopes: scopesWithoutLaunch },
    { accessToken: knownTokens.shortLived, clientId: knownIds.shortLivedClient },
    { accessToken: knownTokens.user, clientId: knownIds.fullAccessClient, userId: knownIds.activeUser },
    { accessToken: knownTokens.expired, clientId: knownIds.fullAccessClient, expiresAt: "2026-01-01T00:00:00.000Z" },
  ];
}
