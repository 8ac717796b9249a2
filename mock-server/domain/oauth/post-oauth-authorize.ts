import type { Handler, Outcome } from "#mock-server/call.ts";
import { refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, numberSetting, textField } from "#mock-server/domain/shared/read-input.ts";
import { issueAuthorizationCode } from "#mock-server/org/authorization-codes.ts";
import type { Org } from "#mock-server/org/org.ts";
import { accessDenied, invalidRequest } from "./faults.ts";
import { isActiveUser, issueAccessToken } from "./issue-tokens.ts";
import { type AuthorizationRequest, readAuthorization } from "./read-authorization.ts";

/** What the login page's form leads to: a code in the query or, with the implicit grant, a token in the fragment (JS). */
export const postOauthAuthorize: Handler = async (call, org) => {
  const fields = bodyFields(call);
  const read = await readAuthorization(fields, { org, settings: call.settings });
  if ("kind" in read) return read;
  if (fields["decision"] === "cancel") return { kind: "refused", fault: accessDenied(), redirect: read.redirect };
  const userId = textField(fields, "user");
  if (userId === undefined || !(await isActiveUser(userId, org))) {
    const expected = "the id of an active user";
    return refuse(invalidRequest("user", userId === undefined ? { expected } : { expected, found: "another value" }));
  }
  return read.responseType === "code"
    ? giveCode(read, { userId, org, lifetime: numberSetting(call, "authorizationCodeLifetimeSeconds") })
    : giveToken(read, { userId, org });
};

async function giveCode(
  { client, redirect, scopes, challenge }: AuthorizationRequest,
  { userId, org, lifetime }: { readonly userId: string; readonly org: Org; readonly lifetime: number },
): Promise<Outcome> {
  const order = {
    clientId: client.id,
    userId,
    redirectUri: redirect.uri,
    ...(scopes === undefined ? {} : { scopes }),
    ...challenge,
  };
  const { code } = await issueAuthorizationCode(org, order, lifetime);
  return { kind: "redirect", to: redirect, values: { code } };
}

async function giveToken(
  { client, redirect, scopes }: AuthorizationRequest,
  { userId, org }: { readonly userId: string; readonly org: Org },
): Promise<Outcome> {
  const token = await issueAccessToken(client, { userId, ...(scopes === undefined ? {} : { scopes }) }, org);
  const values = {
    access_token: token.accessToken,
    expires_in: String(client.accessTokenValiditySeconds),
    token_type: "bearer",
  };
  return { kind: "redirect", to: redirect, values };
}
