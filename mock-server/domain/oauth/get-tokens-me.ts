import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { tokenHolder } from "./token-holder.ts";

/** The organization, client and scopes of the token, with the keys that GCX saw; a token of every scope lists none (inferred). */
export const getTokensMe: Handler = async (call, org) => {
  const principal = tokenHolder(call);
  const client = await org.oauthClients.get(principal.clientId);
  const { id, name } = org.organization;
  return answer({
    organization: { id, name },
    homeOrganization: { id, name },
    ...(principal.scopes === undefined ? {} : { authorizedScope: principal.scopes }),
    OAuthClient: {
      id: principal.clientId,
      name: client?.name ?? "",
      ...(client === undefined ? {} : { authorizedGrantType: client.authorizedGrantType }),
      organization: { id, name },
    },
  });
};
