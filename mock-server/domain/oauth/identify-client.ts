import type { AcceptedCall } from "#mock-server/call.ts";
import { bodyFields, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { authenticationFailed, clientMissing, clientNotFound } from "./faults.ts";

/** The OAuth client that asks for a token. */
export interface IdentifiedClient {
  readonly client: OAuthClient;
  /** The fault where it has to prove itself by its secret and did not; one that proved itself has none. */
  readonly unproven?: Fault;
}

/**
 * Finds the client by its Basic credentials or, where there are none, by `client_id` in the form, as JS, PY, NET and JAVA send
 * it with a proof key. CLI sends Basic with an empty secret there, which proves nothing either.
 */
export async function identifyClient(call: AcceptedCall, org: Org): Promise<IdentifiedClient | Fault> {
  const { principal } = call;
  if (principal.kind !== "basic") {
    const id = textField(bodyFields(call), "client_id");
    if (id === undefined) return clientMissing();
    const client = await org.oauthClients.get(id);
    return client === undefined ? clientNotFound("client_id") : { client, unproven: clientMissing() };
  }
  const client = await org.oauthClients.get(principal.id);
  if (client === undefined) return clientNotFound();
  if (principal.secret === "") return { client, unproven: authenticationFailed() };
  return client.secret === principal.secret ? { client } : authenticationFailed();
}
