import type { AcceptedCall, Outcome } from "#mock-server/call.ts";
import type { GrantType } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import type { IdentifiedClient } from "./identify-client.ts";

/** One way to get a token. */
export interface Grant {
  /** How an OAuth client that may use it is set up. */
  readonly clientsFor: GrantType;
  /** Gives tokens to a client that is set up for it. */
  give(identified: IdentifiedClient, call: AcceptedCall, org: Org): Promise<Outcome>;
}
