import type { AcceptedCall, Handler, Outcome } from "#mock-server/call.ts";
import type { Org } from "#mock-server/org/org.ts";
import { handlers } from "./handlers.ts";

const byId = new Map<string, Handler>(Object.entries(handlers));

/** Hands an accepted call to the handler of its operation. Throws if there is none: the contract knows more than the mock. */
export async function answerCall(call: AcceptedCall, org: Org): Promise<Outcome> {
  const handler = byId.get(call.operation.id);
  if (handler === undefined) throw new Error(`there is no handler for the operation ${call.operation.id}`);
  return handler(call, org);
}
