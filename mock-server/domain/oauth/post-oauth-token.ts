import type { Handler } from "#mock-server/call.ts";
import { refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, numberSetting } from "#mock-server/domain/shared/read-input.ts";
import { authorizationCodeGrant } from "./authorization-code-grant.ts";
import { clientCredentialsGrant } from "./client-credentials-grant.ts";
import { tooManyTokenRequests, unauthorizedClient, unsupportedGrantType } from "./faults.ts";
import type { Grant } from "./grant.ts";
import { identifyClient } from "./identify-client.ts";
import { refreshTokenGrant } from "./refresh-token-grant.ts";

const grants: ReadonlyMap<string, Grant> = new Map([
  ["client_credentials", clientCredentialsGrant],
  ["authorization_code", authorizationCodeGrant],
  ["refresh_token", refreshTokenGrant],
]);

/**
 * Gives a token. A missing grant type is refused before the client is looked up, another grant type after that; both
 * inferred. The rate limit (TF provider.go: 400, not 429) is off by default and counts the requests of a client that exists.
 */
export const postOauthToken: Handler = async (call, org) => {
  const identified = await identifyClient(call, org);
  if (!("client" in identified)) return refuse(identified);
  const { client } = identified;
  const limit = numberSetting(call, "tokenRequestsPerMinute");
  const retryAfter = limit === 0 ? undefined : org.tokenRequests.count(client.id, limit);
  if (retryAfter !== undefined) return refuse(tooManyTokenRequests(limit, retryAfter));
  const grantType = String(bodyFields(call)["grant_type"]);
  const grant = grants.get(grantType);
  if (grant === undefined) return refuse(unsupportedGrantType(grantType, [...grants.keys()]));
  if (client.authorizedGrantType !== grant.clientsFor) {
    return refuse(unauthorizedClient(grantType, client.authorizedGrantType));
  }
  return grant.give(identified, call, org);
};
