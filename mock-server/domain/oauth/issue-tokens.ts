import type { AcceptedCall } from "#mock-server/call.ts";
import { numberSetting } from "#mock-server/domain/shared/read-input.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { AccessToken, OAuthClient, RefreshToken } from "#mock-server/org/entities.ts";
import { type Org, unusedToken } from "#mock-server/org/org.ts";

/** Whose token it is and what it may do; absent scopes mean every one. */
export type TokenHolder = Pick<AccessToken, "userId" | "scopes">;

/** Adds an access token of a client that lasts as long as the client says. */
export async function issueAccessToken(client: OAuthClient, holder: TokenHolder, org: Org): Promise<AccessToken> {
  const token: AccessToken = {
    accessToken: await unusedToken(org),
    clientId: client.id,
    ...holder,
    expiresAt: formatInstant(org.clock.now() + client.accessTokenValiditySeconds * 1000),
  };
  await org.tokens.put(token);
  return token;
}

/** Adds a refresh token; how long it lasts is a setting. */
export async function issueRefreshToken(
  order: Omit<RefreshToken, "refreshToken" | "expiresAt">,
  { call, org }: { readonly call: AcceptedCall; readonly org: Org },
): Promise<RefreshToken> {
  const lifetime = numberSetting(call, "refreshTokenLifetimeSeconds");
  const token = {
    refreshToken: await unusedToken(org, org.refreshTokens),
    ...order,
    expiresAt: formatInstant(org.clock.now() + lifetime * 1000),
  };
  await org.refreshTokens.put(token);
  return token;
}

/** The body of a token answer (PY and JS read `refresh_token` of the code grant; CLI sample for the order). */
export function formatTokens(access: AccessToken, client: OAuthClient, refresh?: RefreshToken): unknown {
  return {
    access_token: access.accessToken,
    ...(refresh === undefined ? {} : { refresh_token: refresh.refreshToken }),
    token_type: "bearer",
    expires_in: client.accessTokenValiditySeconds,
  };
}

/** Only a user who is active can log in; that others cannot is inferred. */
export async function isActiveUser(userId: string, org: Org): Promise<boolean> {
  return (await org.users.get(userId))?.state === "active";
}
