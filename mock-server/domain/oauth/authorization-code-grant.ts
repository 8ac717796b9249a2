import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { AuthorizationCode } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { fitsChallenge } from "./code-challenge.ts";
import { invalidGrant, invalidRequest } from "./faults.ts";
import type { Grant } from "./grant.ts";
import type { IdentifiedClient } from "./identify-client.ts";
import { formatTokens, isActiveUser, issueAccessToken, issueRefreshToken } from "./issue-tokens.ts";

/**
 * A token of the user who logged in, for the code that the login gave. The client proves itself by its secret or, where the
 * login had a code challenge, by the verifier (JS, PY, NET, JAVA send no secret then).
 */
export const authorizationCodeGrant: Grant = {
  clientsFor: "CODE",
  async give(identified, call, org) {
    const { client } = identified;
    const fields = bodyFields(call);
    const sent = textField(fields, "code");
    if (sent === undefined) return refuse(invalidRequest("code", { expected: "the code of a login" }));
    const code = await org.authorizationCodes.get(sent);
    const fault =
      findCodeFault(code, { clientId: client.id, redirectUri: textField(fields, "redirect_uri"), org }) ??
      (await findProofFault(code, identified, textField(fields, "code_verifier")));
    if (fault !== undefined) return refuse(fault);
    // Of two requests that bring the same code at the same time, one finds it.
    if (code === undefined || !(await org.authorizationCodes.delete(sent))) return refuse(unknownCode());
    if (!(await isActiveUser(code.userId, org))) {
      return refuse(invalidGrant("code", { expected: "a code of an active user", found: "the user is not active" }));
    }
    const { userId, codeChallenge } = code;
    const holder = { userId, ...(code.scopes === undefined ? {} : { scopes: code.scopes }) };
    const access = await issueAccessToken(client, holder, org);
    const withProofKey = codeChallenge !== undefined;
    if (withProofKey && call.settings["pkceRefreshToken"] !== "give") return answer(formatTokens(access, client));
    const order = { clientId: client.id, ...holder, ...(withProofKey ? { withProofKey } : {}) };
    return answer(formatTokens(access, client, await issueRefreshToken(order, { call, org })));
  },
};

function findCodeFault(
  code: AuthorizationCode | undefined,
  request: { readonly clientId: string; readonly redirectUri: string | undefined; readonly org: Org },
): Fault | undefined {
  if (code === undefined || code.clientId !== request.clientId) return unknownCode();
  if (Date.parse(code.expiresAt) <= request.org.clock.now()) {
    return invalidGrant("code", { expected: "a code that has not expired", found: "expired" });
  }
  if (request.redirectUri === undefined) {
    return invalidRequest("redirect_uri", { expected: "the redirect URI of the login" });
  }
  if (request.redirectUri === code.redirectUri) return undefined;
  return invalidGrant("redirect_uri", {
    expected: "the redirect URI of the login, to the letter",
    found: "not that of the login",
  });
}

async function findProofFault(
  code: AuthorizationCode | undefined,
  { unproven }: IdentifiedClient,
  verifier: string | undefined,
): Promise<Fault | undefined> {
  if (code?.codeChallenge === undefined) return unproven;
  const expected = "the verifier that the login's code_challenge was made of";
  if (verifier === undefined) return invalidRequest("code_verifier", { expected });
  if (await fitsChallenge(verifier, code)) return undefined;
  return invalidGrant("code_verifier", { expected, found: "does not fit the code challenge" });
}

function unknownCode(): Fault {
  return invalidGrant("code", {
    expected: "a code that this client was given and has not used",
    found: "unknown, or used before",
  });
}
