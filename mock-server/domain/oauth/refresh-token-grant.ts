import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { RefreshToken } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { invalidGrant, invalidRequest } from "./faults.ts";
import type { Grant } from "./grant.ts";
import { formatTokens, isActiveUser, issueAccessToken, issueRefreshToken } from "./issue-tokens.ts";

const field = "refresh_token";

/**
 * Another access token of the same user (all SDKs, with the client's secret). The answer has a refresh token always: JS keeps
 * what the answer says, and would be left with none. Whether it is a new one is the setting `refreshTokenRotation`.
 */
export const refreshTokenGrant: Grant = {
  clientsFor: "CODE",
  async give({ client, unproven }, call, org) {
    const sent = textField(bodyFields(call), field);
    if (sent === undefined) return refuse(invalidRequest(field, { expected: "the refresh token of a login" }));
    const found = await org.refreshTokens.get(sent);
    if (unproven !== undefined && found?.withProofKey !== true) return refuse(unproven);
    const fault = await findFault(found, client.id, org);
    if (fault !== undefined) return refuse(fault);
    const rotates = call.settings["refreshTokenRotation"] === "rotate";
    // Of two requests that bring the same refresh token at the same time, one finds it.
    if (found === undefined || (rotates && !(await org.refreshTokens.delete(sent)))) return refuse(unknownToken());
    const { refreshToken: _used, expiresAt: _end, ...order } = found;
    const refresh = rotates ? await issueRefreshToken(order, { call, org }) : found;
    const holder = { userId: found.userId, ...(found.scopes === undefined ? {} : { scopes: found.scopes }) };
    return answer(formatTokens(await issueAccessToken(client, holder, org), client, refresh));
  },
};

async function findFault(token: RefreshToken | undefined, clientId: string, org: Org): Promise<Fault | undefined> {
  if (token === undefined || token.clientId !== clientId) return unknownToken();
  if (Date.parse(token.expiresAt) <= org.clock.now()) {
    return invalidGrant(field, { expected: "a refresh token that has not expired", found: "expired" });
  }
  if (await isActiveUser(token.userId, org)) return undefined;
  return invalidGrant(field, { expected: "a refresh token of an active user", found: "the user is not active" });
}

function unknownToken(): Fault {
  return invalidGrant(field, {
    expected: "the latest refresh token that this client was given",
    found: "unknown, or used before",
  });
}
