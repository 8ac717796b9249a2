import type { Test } from "supertest";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import type { TestMock } from "./a-mock.ts";

/** The documented OAuth client for the authorization code grant, as Basic credentials. */
export const codeClient = { id: knownIds.codeClient, secret: "mock-secret-authorization-code" } as const;

/** Where the login of a test leads. */
export const redirectUri = "http://localhost:5000/callback";

/** The verifier and challenge of RFC 7636, appendix B. */
export const proofKey = {
  verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
} as const;

type Fields = Readonly<Record<string, string | undefined>>;

/** Fields as a form or a query, without those that are `undefined`. */
export function formOf(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  return form.toString();
}

/** What an application asks for: a code for the documented client; `undefined` leaves a field out. */
export function authorizationFields(fields: Fields = {}): Fields {
  return { client_id: codeClient.id, redirect_uri: redirectUri, response_type: "code", ...fields };
}

/** Sends the login page's form as the active user of the default org, who agrees. */
export function sendLogin({ api }: TestMock, fields: Fields = {}): Test {
  const form = { ...authorizationFields(), user: knownIds.activeUser, decision: "agree", ...fields };
  return api.post("/oauth/authorize").type("form").send(formOf(form));
}

/** The code that a login gives. */
export async function aCode(server: TestMock, fields: Fields = {}): Promise<string> {
  const response = await sendLogin(server, fields);
  return new URL(response.headers["location"] ?? "").searchParams.get("code") ?? "";
}

/** Asks for a token with Basic credentials. */
export function sendTokenRequest(
  { api }: TestMock,
  fields: Fields,
  client: { readonly id: string; readonly secret: string } = codeClient,
): Test {
  return api.post("/oauth/token").auth(client.id, client.secret).type("form").send(formOf(fields));
}

/** Asks for a token without Basic credentials. */
export function sendPublicTokenRequest({ api }: TestMock, fields: Fields): Test {
  return api.post("/oauth/token").type("form").send(formOf(fields));
}

/** The form for the token of a code. */
export const codeForm = (code: string, fields: Fields = {}): Fields => ({
  grant_type: "authorization_code",
  code,
  redirect_uri: redirectUri,
  ...fields,
});
