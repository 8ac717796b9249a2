import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields } from "#mock-server/domain/shared/read-input.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { AccessToken, OAuthClient } from "#mock-server/org/entities.ts";
import { type Org, unusedToken } from "#mock-server/org/org.ts";
import {
  authenticationFailed,
  clientMissing,
  clientNotFound,
  unauthorizedClient,
  unsupportedGrantType,
} from "./faults.ts";

/**
 * Gives a token for client credentials (DOC-CC). A missing grant type is
 * refused before the client is looked up, another grant type after that; both inferred.
 */
export const postOauthToken: Handler = async (call, org) => {
  const { principal } = call;
  if (principal.kind !== "basic") return refuse(clientMissing());
  const client = await org.oauthClients.get(principal.id);
  if (client === undefined) return refuse(clientNotFound());
  if (client.secret !== principal.secret) return refuse(authenticationFailed());
  const grantType = String(bodyFields(call)["grant_type"]);
  if (grantType !== "client_credentials") return refuse(unsupportedGrantType(grantType));
  if (client.authorizedGrantType !== "CLIENT-CREDENTIALS") {
    return refuse(unauthorizedClient(grantType, client.authorizedGrantType));
  }
  const token = await issueToken(client, org);
  return answer({
    access_token: token.accessToken,
    token_type: "bearer",
    expires_in: client.accessTokenValiditySeconds,
  });
};

async function issueToken(client: OAuthClient, org: Org): Promise<AccessToken> {
  const token: AccessToken = {
    accessToken: await unusedToken(org),
    clientId: client.id,
    ...(client.scope === undefined ? {} : { scopes: client.scope }),
    expiresAt: formatInstant(org.clock.now() + client.accessTokenValiditySeconds * 1000),
  };
  await org.tokens.put(token);
  return token;
}
