import type { Exchange } from "#harness/exchange/exchange.ts";

/** Gives why a call was refused for safety, without what a report says beside it: that it was, and which call it is. */
export function reasonOfRefusal({ request, error }: Exchange): string {
  const reason = error?.replace(/^refused for safety: /, "") ?? "no reason is given";
  const call = `${request.method} ${request.path} `;
  return reason.startsWith(call) ? `it ${reason.slice(call.length)}` : reason;
}
