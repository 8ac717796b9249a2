import type { Check, CheckResult, TokenPrincipal } from "#mock-server/call.ts";
import type { AccessToken } from "#mock-server/org/entities.ts";
import { type Org, permissionsOf } from "#mock-server/org/org.ts";
import { badToken, noToken } from "./faults.ts";
import { parseAuthorization } from "./parse-authorization.ts";

/**
 * Who makes the call? Bearer operations need a token that the org knows and that has not expired. For an operation with
 * client authentication the id and secret are only read here: the login host answers for them itself.
 */
export const authenticate: Check = async (call, org) => {
  const authorization = parseAuthorization(call.headers["authorization"]);
  if (call.operation.security === "none") return passed({ kind: "anonymous" });
  if (call.operation.security === "basic") {
    return passed(authorization.kind === "basic" ? authorization : { kind: "anonymous" });
  }
  switch (authorization.kind) {
    case "absent":
      return { state: "failed", fault: noToken("no Authorization header") };
    case "basic":
      return { state: "failed", fault: noToken("the scheme Basic") };
    case "other":
      return { state: "failed", fault: noToken(authorization.found) };
    case "bearer":
      return checkToken(authorization.token, org);
    default:
      return authorization satisfies never;
  }
};

async function checkToken(text: string, org: Org): Promise<CheckResult> {
  const token = await org.tokens.get(text);
  if (token === undefined)
    return { state: "failed", fault: badToken("token-unknown", "a token that this org does not know") };
  if (token.expiresAt !== undefined && Date.parse(token.expiresAt) <= org.clock.now()) {
    return { state: "failed", fault: badToken("token-expired", `a token that expired at ${token.expiresAt}`) };
  }
  if (token.userId !== undefined) {
    const user = await org.users.get(token.userId);
    if (user === undefined || user.state === "deleted") {
      return { state: "failed", fault: badToken("token-user-gone", "a token of a user who is gone") };
    }
  }
  return passed(await principalOf(token, org));
}

async function principalOf(token: AccessToken, org: Org): Promise<TokenPrincipal> {
  const holder =
    token.userId === undefined ? await org.oauthClients.get(token.clientId) : await org.users.get(token.userId);
  return {
    kind: token.userId === undefined ? "client" : "user",
    id: token.userId ?? token.clientId,
    clientId: token.clientId,
    accessToken: token.accessToken,
    permissions: token.permissions ?? (await permissionsOf(org, holder?.grants ?? [])),
    ...(token.scopes === undefined ? {} : { scopes: token.scopes }),
  };
}

function passed(
  principal: TokenPrincipal | { kind: "anonymous" } | { kind: "basic"; id: string; secret: string },
): CheckResult {
  return { state: "passed", principal };
}
