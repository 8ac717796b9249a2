import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import type { Grant } from "./grant.ts";
import { formatTokens, issueAccessToken } from "./issue-tokens.ts";

/** A token of the OAuth client itself (DOC-CC). */
export const clientCredentialsGrant: Grant = {
  clientsFor: "CLIENT-CREDENTIALS",
  async give({ client, unproven }, _call, org) {
    if (unproven !== undefined) return refuse(unproven);
    const scopes = client.scope === undefined ? {} : { scopes: client.scope };
    return answer(formatTokens(await issueAccessToken(client, scopes, org), client));
  },
};
