import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { destination } from "#test/helpers/destination.ts";
import { aClient, aUser } from "#test/helpers/entities.ts";
import { expectOauthError } from "#test/helpers/expect-oauth-error.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { authorizationFields, formOf, proofKey, redirectUri, sendLogin } from "#test/helpers/log-in.ts";

const contracts = createContractTable();
const contract = contracts.get("published");
const askedGet = { contract, operationId: "getOauthAuthorize" } as const;
const askedPost = { contract, operationId: "postOauthAuthorize" } as const;

const authorize = ({ api }: TestMock, fields: Parameters<typeof formOf>[0] = {}) =>
  api.get(`/oauth/authorize?${formOf(authorizationFields(fields))}`);

describe.each(contractNames)("GET /oauth/authorize, %s", (name) => {
  test("answers 200 with a page on which one of the active users is picked", async () => {
    const server = aMock({ contracts, contract: name });
    const response = await authorize(server, { state: "s1" });
    expectValidAnswer(response, { contract: contracts.get(name), operationId: "getOauthAuthorize" });
    const users = await server.mock.org().users.list();
    const listed = [...response.text.matchAll(/<option value="([^"]+)"/g)].map(([, id]) => id);
    expect(listed).toEqual(users.filter(({ state }) => state === "active").map(({ id }) => id));
    expect(response.text).toContain('<input type="hidden" name="state" value="s1">');
    expect(response.text).toContain("<b>Authorization code</b>");
    expect(server.bugs).toEqual([]);
  });
});

describe("GET /oauth/authorize, the page", () => {
  test("hands every field of the request on, and nothing else of the query", async () => {
    const response = await authorize(aMock({ contracts }), {
      scope: "users",
      code_challenge: proofKey.challenge,
      code_challenge_method: "S256",
      prompt: "login",
      unknown: "x",
    });
    const fields = [...response.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)">/g)];
    expect(Object.fromEntries(fields.map(([, name, value]) => [name, value]))).toEqual({
      client_id: knownIds.codeClient,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "users",
      code_challenge: proofKey.challenge,
      code_challenge_method: "S256",
    });
    expect(response.text).toContain("It asks for the scopes users.");
  });

  test("lets its form lead back to the application's origin", async () => {
    const response = await authorize(aMock({ contracts }));
    expect(response.headers["content-security-policy"]).toContain("form-action 'self' http://localhost:5000;");
  });

  test("lets its form lead to a scheme where the address has no origin", async () => {
    const server = aMock({ contracts });
    const registeredRedirectUri = ["my-app://callback"];
    await server.mock.org().oauthClients.put(aClient({ authorizedGrantType: "CODE", registeredRedirectUri }));
    const response = await authorize(server, { client_id: aClient().id, redirect_uri: "my-app://callback" });
    expect(response.headers["content-security-policy"]).toContain("form-action 'self' my-app:;");
  });

  test("picks the user of login_hint, with the name of an org behind it too", async () => {
    const server = aMock({ contracts });
    await server.mock.org().users.put(aUser());
    const response = await authorize(server, { login_hint: "Ada.Test@example.com:acme" });
    expect(response.text).toContain(`<option value="${aUser().id}" selected>Ada Test (ada.test@example.com)</option>`);
    expect(response.text.match(/ selected>/g)).toHaveLength(1);
  });

  test.each(["state", "scope"])("shows no markup that stands in %s", async (field) => {
    const server = aMock({ contracts });
    const name = "<img src=x>";
    await server.mock.org().users.put(aUser({ name }));
    const response = await authorize(server, { [field]: `"><script>alert(1)</script>` });
    expect(response.text).not.toMatch(/<script|<img/);
    expect(response.text).toContain("&lt;img src=x&gt;");
    expect(response.text).toContain("&quot;&gt;&lt;script&gt;");
  });

  test("lists two hundred users, and says how many there are besides", async () => {
    const server = aMock({ contracts });
    for (let number = 0; number < 300; number += 1) await server.mock.org().users.put(aUser({ id: `u${number}` }));
    const { text } = await authorize(server);
    expect(text.match(/<option /g)).toHaveLength(200);
    expect(text).toContain("<p>136 more are not listed.</p>");
  });
});

const refusals = [
  {
    what: "no client",
    fields: { client_id: undefined },
    error: "invalid_request",
    description: "client_id is required",
  },
  { what: "an unknown client", fields: { client_id: "x" }, error: "invalid_client", description: "client not found" },
  {
    what: "no redirect URI",
    fields: { redirect_uri: undefined },
    error: "invalid_request",
    description: "redirect_uri is required",
  },
  ...[
    "https://evil.example.com/callback",
    "http://localhost@evil.example.com/callback",
    "//localhost/callback",
    "x",
  ].map((uri) => ({
    what: `the redirect URI ${uri}, which is not registered`,
    fields: { redirect_uri: uri },
    error: "invalid_request",
    description: "redirect_uri: expected a redirect URI that the client has registered",
  })),
];

const redirected = [
  {
    what: "no response type",
    fields: { response_type: undefined },
    error: "invalid_request",
    description: "response_type is required",
  },
  {
    what: "an unknown response type",
    fields: { response_type: "id_token" },
    error: "unsupported_response_type",
    description: "response type id_token is not supported",
  },
  {
    what: "a token for a client for codes",
    fields: { response_type: "token" },
    error: "unauthorized_client",
    description: "the client is not allowed to use the grant type token",
    place: "fragment",
  },
  {
    what: "a code for a client for tokens",
    fields: { client_id: knownIds.implicitClient },
    error: "unauthorized_client",
    description: "the client is not allowed to use the grant type code",
  },
  {
    what: "a code challenge that is too short",
    fields: { code_challenge: "abc", code_challenge_method: "S256" },
    error: "invalid_request",
    description: "code_challenge: expected 43 to 128 letters, digits, and -._~",
  },
  {
    what: "a method without a code challenge",
    fields: { code_challenge_method: "S256" },
    error: "invalid_request",
    description: "code_challenge is required",
  },
  ...[undefined, "plain", "s256"].map((method) => ({
    what: `a code challenge of the method ${method ?? "that is left out"}`,
    fields: { code_challenge: proofKey.challenge, code_challenge_method: method },
    error: "invalid_request",
    description: "code_challenge_method: expected S256",
  })),
];

describe.each([
  { method: "GET", send: authorize, asked: askedGet },
  { method: "POST", send: sendLogin, asked: askedPost },
])("$method /oauth/authorize, what is refused", ({ send, asked }) => {
  test.each(refusals)("answers 400 to $what, and leads nowhere", async ({ fields, error, description }) => {
    const response = await send(aMock({ contracts }), fields);
    expectOauthError(response, asked, { error, description });
    expect(response.headers).not.toHaveProperty("location");
  });

  test.each(redirected)("tells the application of $what", async ({ fields, error, description, ...one }) => {
    const response = await send(aMock({ contracts }), { state: "s 1", ...fields });
    expectValidAnswer(response, asked);
    const place = "place" in one ? one.place : "query";
    expect(destination(response)).toEqual({
      to: redirectUri,
      in: place,
      values: { error, error_description: description, state: "s 1" },
    });
  });

  test("tells the application of a scope that the client does not have", async () => {
    const server = aMock({ contracts });
    const registeredRedirectUri = ["http://localhost/callback"];
    const parts = { authorizedGrantType: "CODE", registeredRedirectUri, scope: ["users", "architect"] } as const;
    await server.mock.org().oauthClients.put(aClient(parts));
    const response = await send(server, { client_id: aClient().id, scope: "users oauth" });
    expect(destination(response).values).toEqual({
      error: "invalid_scope",
      error_description: "the client does not have the scope oauth",
    });
    const good = await send(server, { client_id: aClient().id, scope: "users  architect" });
    expect(good.headers["location"] ?? "page").toMatch(/^page$|\?code=/);
  });

  test("takes a plain code challenge when plainCodeChallenge says so", async () => {
    const server = aMock({ contracts, settings: { plainCodeChallenge: "accept" } });
    for (const code_challenge_method of ["plain", undefined]) {
      const response = await send(server, { code_challenge: proofKey.verifier, code_challenge_method });
      expect(response.headers["location"] ?? "page").toMatch(/^page$|\?code=/);
    }
  });

  test("answers 401 in place of 400 when oauthErrorStatus says so", async () => {
    const response = await send(aMock({ contracts, settings: { oauthErrorStatus: 401 } }), { client_id: "x" });
    expectOauthError(response, asked, { error: "invalid_client", description: "client not found", status: 401 });
  });
});
