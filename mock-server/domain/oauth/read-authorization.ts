import type { Outcome, RedirectTarget } from "#mock-server/call.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import { textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { AuthorizationCode, OAuthClient } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { hasRegistered } from "#mock-server/org/redirect-uris.ts";
import { proofKeyPattern } from "./code-challenge.ts";
import { clientNotFound, invalidRequest, invalidScope, unauthorizedClient, unsupportedResponseType } from "./faults.ts";

/** Query or form fields of an authorization request. */
export type AuthorizationFields = Readonly<Record<string, unknown>>;

/** What an application asks a user to agree to. */
export interface AuthorizationRequest {
  readonly client: OAuthClient;
  readonly responseType: ResponseType;
  readonly redirect: RedirectTarget;
  /** Absent means every scope. */
  readonly scopes?: readonly string[];
  readonly challenge: Pick<AuthorizationCode, "codeChallenge" | "codeChallengeMethod">;
}

const clientsFor = { code: "CODE", token: "TOKEN" } as const;
type ResponseType = keyof typeof clientsFor;

export type ReadAuthorization = AuthorizationRequest | Extract<Outcome, { readonly kind: "refused" }>;

/**
 * Reads an authorization request (JS `loginPKCEGrant`, `loginImplicitGrant`). As long as it is not sure that the client has
 * registered the redirect URI, a refusal goes to the caller; from there on to the application, in the query or, for the
 * implicit grant, in the fragment.
 */
export async function readAuthorization(
  fields: AuthorizationFields,
  { org, settings }: { readonly org: Org; readonly settings: Settings },
): Promise<ReadAuthorization> {
  const clientId = textField(fields, "client_id");
  if (clientId === undefined) return refusal(invalidRequest("client_id", { expected: "the id of an OAuth client" }));
  const client = await org.oauthClients.get(clientId);
  if (client === undefined) return refusal(clientNotFound("client_id"));
  const uri = textField(fields, "redirect_uri");
  const expected = "a redirect URI that the client has registered";
  if (uri === undefined) return refusal(invalidRequest("redirect_uri", { expected }));
  if (!hasRegistered(client, uri)) {
    return refusal(invalidRequest("redirect_uri", { expected, found: JSON.stringify(uri.slice(0, 100)) }));
  }
  const responseType = textField(fields, "response_type");
  const state = textField(fields, "state");
  const redirect: RedirectTarget = {
    uri,
    in: responseType === "token" ? "fragment" : "query",
    ...(state === undefined ? {} : { state }),
  };
  const checked = checkRequest(fields, { client, responseType, settings });
  return "name" in checked ? refusal(checked, redirect) : { client, redirect, ...checked };
}

type Checked = Omit<AuthorizationRequest, "client" | "redirect">;

function checkRequest(
  fields: AuthorizationFields,
  parts: { client: OAuthClient; responseType: string | undefined; settings: Settings },
): Checked | Fault {
  const { client, responseType, settings } = parts;
  if (responseType === undefined) return invalidRequest("response_type", { expected: "code or token" });
  if (responseType !== "code" && responseType !== "token") return unsupportedResponseType(responseType);
  if (client.authorizedGrantType !== clientsFor[responseType]) {
    return unauthorizedClient(responseType, client.authorizedGrantType);
  }
  const scopes =
    textField(fields, "scope")
      ?.split(" ")
      .filter((scope) => scope !== "") ?? client.scope;
  const unknown = scopes?.find((scope) => client.scope?.includes(scope) === false);
  if (unknown !== undefined) return invalidScope(unknown, client.scope ?? []);
  const challenge = responseType === "code" ? readChallenge(fields, settings) : {};
  if ("name" in challenge) return challenge;
  return { responseType, challenge, ...(scopes === undefined ? {} : { scopes }) };
}

/** All SDKs send S256; a challenge without a method is a plain one (RFC 7636, 4.3). */
function readChallenge(fields: AuthorizationFields, settings: Settings): AuthorizationRequest["challenge"] | Fault {
  const codeChallenge = textField(fields, "code_challenge");
  const method = textField(fields, "code_challenge_method");
  const expected = "43 to 128 letters, digits, and -._~";
  if (codeChallenge === undefined) {
    return method === undefined ? {} : invalidRequest("code_challenge", { expected });
  }
  if (!proofKeyPattern.test(codeChallenge)) {
    return invalidRequest("code_challenge", { expected, found: `${codeChallenge.length} characters, or others` });
  }
  if (method === "S256") return { codeChallenge, codeChallengeMethod: method };
  const isPlain = method === undefined || method === "plain";
  if (isPlain && settings["plainCodeChallenge"] === "accept") return { codeChallenge, codeChallengeMethod: "plain" };
  return invalidRequest("code_challenge_method", { expected: "S256", found: method?.slice(0, 60) ?? "none" });
}

function refusal(fault: Fault, redirect?: RedirectTarget): Extract<Outcome, { readonly kind: "refused" }> {
  return { kind: "refused", fault, ...(redirect === undefined ? {} : { redirect }) };
}
