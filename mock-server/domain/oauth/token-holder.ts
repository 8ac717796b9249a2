import type { AcceptedCall, TokenPrincipal } from "#mock-server/call.ts";

/** Whoever holds the token of a call; the contract asks for one, so a call without it is a bug of the mock. */
export function tokenHolder({ principal }: AcceptedCall): TokenPrincipal {
  if (principal.kind === "user" || principal.kind === "client") return principal;
  throw new Error("a bearer operation was reached without a token");
}
