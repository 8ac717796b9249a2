import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";

/** Every OAuth client on one page: the operation has no paging parameters (NET). That secrets are left out is inferred. */
export const getOauthClients: Handler = async (call, org) => {
  const clients = await org.oauthClients.list();
  return answer({
    entities: clients.map(formatClient),
    pageSize: clients.length,
    pageNumber: 1,
    total: clients.length,
    selfUri: call.operation.path,
    pageCount: 1,
  });
};

/** Keys in the order of NET `OAuthClient.md`; the form of `selfUri` is inferred. */
function formatClient(client: OAuthClient): unknown {
  const { id, name, description, registeredRedirectUri, scope, grants } = client;
  return {
    id,
    name,
    accessTokenValiditySeconds: client.accessTokenValiditySeconds,
    ...(description === undefined ? {} : { description }),
    ...(registeredRedirectUri === undefined ? {} : { registeredRedirectUri }),
    roleIds: [...new Set(grants.map(({ roleId }) => roleId))],
    authorizedGrantType: client.authorizedGrantType,
    ...(scope === undefined ? {} : { scope }),
    roleDivisions: grants.map(({ roleId, divisionId }) => ({ roleId, divisionId })),
    state: "active",
    selfUri: `/api/v2/oauth/clients/${id}`,
  };
}
