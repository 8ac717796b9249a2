import platformClient from "purecloud-platform-client-v2";
import { type Login, sendLoginForm } from "./send-login-form.ts";

/** What the harness hands to a module client; `input` is what the scenario writes there. */
interface ClientInput {
  readonly baseUrl: string;
  readonly input: Login & {
    /** Left out by a client that logs in with a code challenge (PKCE). */
    readonly clientSecret?: string;
  };
}

/**
 * Logs a user in with the official JavaScript SDK: by the authorization code grant, with a refresh behind it, or with PKCE and
 * the end of the token behind it. What a person does in the browser is one request here: the form of the login page.
 */
export async function run({ baseUrl, input }: ClientInput): Promise<unknown> {
  const { hostname, port } = new URL(baseUrl);
  const client = platformClient.ApiClient.instance;
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  return input.clientSecret === undefined
    ? logInWithProofKey(client, baseUrl, input)
    : logInWithSecret(client, baseUrl, { ...input, clientSecret: input.clientSecret });
}

type Client = typeof platformClient.ApiClient.instance;

async function logInWithSecret(client: Client, baseUrl: string, login: Login & { readonly clientSecret: string }) {
  const { clientId, clientSecret, redirectUri } = login;
  const code = await sendLoginForm(baseUrl, login);
  const given = await client.loginCodeAuthorizationGrant(clientId, clientSecret, code, redirectUri);
  const before = await readUserId();
  // The SDK's types leave the refresh token out.
  const refreshToken = "refreshToken" in given ? String(given.refreshToken) : "";
  await client.refreshCodeAuthorizationGrant(clientId, clientSecret, refreshToken);
  return { before, after: await readUserId() };
}

async function logInWithProofKey(client: Client, baseUrl: string, login: Login) {
  const verifier = client.generatePKCECodeVerifier(64);
  const challenge = await client.computePKCECodeChallenge(verifier);
  const code = await sendLoginForm(baseUrl, login, { code_challenge: challenge, code_challenge_method: "S256" });
  await client.authorizePKCEGrant(login.clientId, verifier, code, login.redirectUri);
  const before = await readUserId();
  await new platformClient.TokensApi().deleteTokensMe();
  return { before, after: await readUserId() };
}

/** The id of the token's user, or the code that the SDK rejects with. */
async function readUserId(): Promise<unknown> {
  try {
    return (await new platformClient.UsersApi().getUsersMe()).id;
  } catch (refusal) {
    return typeof refusal === "object" && refusal !== null && "code" in refusal ? refusal.code : String(refusal);
  }
}
