import type { Handler } from "#mock-server/call.ts";
import { refuse } from "#mock-server/domain/shared/outcomes.ts";
import { textField } from "#mock-server/domain/shared/read-input.ts";
import { hasRegistered } from "#mock-server/org/redirect-uris.ts";
import { clientNotFound, invalidRequest } from "./faults.ts";
import { formatPage } from "./page.ts";

/**
 * Where JS `logout` sends the browser. The mock has no session to end; it leads back to an address that the client has
 * registered, or says that it is over. Tokens stay good; both are inferred.
 */
export const getLogout: Handler = async (call, org) => {
  const { query } = call.input;
  const uri = textField(query, "redirect_uri");
  if (uri === undefined) {
    return { kind: "page", html: formatPage("Logged out", "<p>You can close this page.</p>"), formTargets: [] };
  }
  const client = await org.oauthClients.get(textField(query, "client_id") ?? "");
  if (client === undefined) return refuse(clientNotFound("client_id"));
  if (hasRegistered(client, uri)) return { kind: "redirect", to: { uri, in: "query" }, values: {} };
  const expected = "a redirect URI that the client has registered";
  return refuse(invalidRequest("redirect_uri", { expected, found: JSON.stringify(uri.slice(0, 100)) }));
};
