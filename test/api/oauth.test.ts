import type { Response } from "supertest";
import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { grantTypes } from "#mock-server/org/entities.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient } from "#test/helpers/entities.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";

const contracts = createContractTable();
const form = "application/x-www-form-urlencoded";
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
const fullAccess = basic(knownIds.fullAccessClient, "mock-secret-full-access");

function logIn(
  { api }: TestMock,
  { authorization = fullAccess, type = form, body = "grant_type=client_credentials", query = "" } = {},
) {
  return api.post(`/oauth/token${query}`).set("Authorization", authorization).type(type).send(body);
}

function expectError(
  response: Response,
  expected: { readonly error: string; readonly description: string; readonly status?: number },
  contract: ContractName = "published",
): void {
  const { error, description, status = 400 } = expected;
  expect(response.status).toBe(status);
  expect(response.text).toBe(JSON.stringify({ error, description, error_description: description }));
  expectValidAnswer(response, { contract: contracts.get(contract), operationId: "postOauthToken" });
}

describe.each(contractNames)("POST /oauth/token, %s", (contract) => {
  test("answers 200 with a token for a day", async () => {
    const response = await logIn(aMock({ contracts, contract }));
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{86}$/),
      token_type: "bearer",
      expires_in: 86_400,
    });
    expectValidAnswer(response, { contract: contracts.get(contract), operationId: "postOauthToken" });
  });

  test("gives a token that opens the API", async () => {
    const server = aMock({ contracts, contract });
    const { access_token: token } = (await logIn(server)).body;
    const response = await server.api.get("/api/v2/users").auth(token, { type: "bearer" });
    expect(response.status).toBe(200);
  });

  test("answers 400 when the client is unknown", async () => {
    const response = await logIn(aMock({ contracts, contract }), { authorization: basic("nobody", "secret") });
    expectError(response, { error: "invalid_client", description: "client not found" }, contract);
  });

  test("answers 400 when the secret is another", async () => {
    const authorization = basic(knownIds.fullAccessClient, "mock-secret-read-only");
    const response = await logIn(aMock({ contracts, contract }), { authorization });
    expectError(response, { error: "invalid_client", description: "authentication failed" }, contract);
  });

  test("answers 400 when no client is named", async () => {
    const { api } = aMock({ contracts, contract });
    const response = await api.post("/oauth/token").type(form).send("grant_type=client_credentials");
    const description = "client authentication is missing";
    expectError(response, { error: "invalid_request", description }, contract);
  });

  test("answers 400 to a grant that is not supported", async () => {
    const response = await logIn(aMock({ contracts, contract }), { body: "grant_type=password" });
    const description = "grant type password is not supported";
    expectError(response, { error: "unsupported_grant_type", description }, contract);
  });

  test("answers 400 to a client that is set up for another grant", async () => {
    const server = aMock({ contracts, contract });
    await server.mock.org().oauthClients.put(aClient({ authorizedGrantType: "CODE" }));
    const response = await logIn(server, { authorization: basic(aClient().id, "test-secret") });
    const description = "the client is not allowed to use the grant type client_credentials";
    expectError(response, { error: "unauthorized_client", description }, contract);
  });

  test("answers every error with 401 when oauthErrorStatus says so", async () => {
    const server = aMock({ contracts, contract, settings: { oauthErrorStatus: 401 } });
    const unknown = await logIn(server, { authorization: basic("nobody", "x") });
    expectError(unknown, { error: "invalid_client", description: "client not found", status: 401 }, contract);
    const grant = await logIn(server, { body: "grant_type=x" });
    expectError(
      grant,
      { error: "unsupported_grant_type", description: "grant type x is not supported", status: 401 },
      contract,
    );
    const missing = await logIn(server, { body: "" });
    expectError(missing, { error: "invalid_request", description: "grant_type is required", status: 401 }, contract);
  });
});

describe("POST /oauth/token, the client", () => {
  test.each([
    { what: "the scheme Bearer", authorization: "Bearer mock-token-full-access" },
    { what: "Basic without a colon", authorization: `Basic ${Buffer.from("no-colon").toString("base64")}` },
    { what: "Basic and nothing", authorization: "Basic" },
  ])("answers 400 as without a client to $what", async ({ authorization }) => {
    const response = await logIn(aMock({ contracts }), { authorization });
    expectError(response, { error: "invalid_request", description: "client authentication is missing" });
  });

  test("takes the scheme in any case", async () => {
    const response = await logIn(aMock({ contracts }), { authorization: fullAccess.replace("Basic", "basic") });
    expect(response.status).toBe(200);
  });

  test("takes a secret with a colon", async () => {
    const server = aMock({ contracts });
    await server.mock.org().oauthClients.put(aClient({ secret: "a:b:ü" }));
    expect((await logIn(server, { authorization: basic(aClient().id, "a:b:ü") })).status).toBe(200);
  });

  test("does not take an empty secret for any", async () => {
    const response = await logIn(aMock({ contracts }), { authorization: basic(knownIds.fullAccessClient, "") });
    expectError(response, { error: "invalid_client", description: "authentication failed" });
  });

  test("looks the client up before the grant", async () => {
    const response = await logIn(aMock({ contracts }), {
      authorization: basic("nobody", "x"),
      body: "grant_type=password",
    });
    expectError(response, { error: "invalid_client", description: "client not found" });
  });

  const otherGrants = grantTypes.filter((grant) => grant !== "CLIENT-CREDENTIALS");
  test.each(otherGrants)("answers 400 to client credentials of a client for %s", async (authorizedGrantType) => {
    const server = aMock({ contracts });
    await server.mock.org().oauthClients.put(aClient({ authorizedGrantType }));
    const response = await logIn(server, { authorization: basic(aClient().id, "test-secret") });
    expect(response.body.error).toBe("unauthorized_client");
  });
});

describe("POST /oauth/token, the form", () => {
  test("takes the grant from the query when there is no body", async () => {
    const { api } = aMock({ contracts });
    const response = await api.post("/oauth/token?grant_type=client_credentials").set("Authorization", fullAccess);
    expect(response.status).toBe(200);
    expect(response.body.token_type).toBe("bearer");
  });

  test.each([
    { where: "twice in the body", query: "", body: "grant_type=client_credentials&grant_type=client_credentials" },
    { where: "in query and body", query: "?grant_type=client_credentials", body: "grant_type=client_credentials" },
    { where: "three times", query: "?grant_type=a&grant_type=b", body: "grant_type=c" },
  ])("answers 400 to grant_type $where", async ({ query, body }) => {
    expectError(await logIn(aMock({ contracts }), { query, body }), {
      error: "invalid_request",
      description: "grant_type: expected a string, found an array",
    });
  });

  test.each(["", "scope=x", "Grant_Type=client_credentials", "=client_credentials"])(
    "answers 400 to the form %j, which has no grant_type",
    async (body) => {
      const response = await logIn(aMock({ contracts }), { body });
      expectError(response, { error: "invalid_request", description: "grant_type is required" });
    },
  );

  test("passes over other fields", async () => {
    const body = "grant_type=client_credentials&scope=architect&client_id=someone&__proto__=x";
    expect((await logIn(aMock({ contracts }), { body })).status).toBe(200);
  });

  test.each([
    { type: "application/json", body: '{"grant_type":"client_credentials"}' },
    { type: "text/plain", body: "grant_type=client_credentials" },
    { type: "multipart/form-data; boundary=x", body: "grant_type=client_credentials" },
  ])("answers 400 to a body of type $type", async ({ type, body }) => {
    const description = "Content-Type: expected application/x-www-form-urlencoded";
    expectError(await logIn(aMock({ contracts }), { type, body }), { error: "invalid_request", description });
  });

  test("takes a charset beside the type", async () => {
    const response = await logIn(aMock({ contracts }), { type: `${form}; charset=UTF-8` });
    expect(response.status).toBe(200);
  });

  test.each(["Client_Credentials", "client_credentials ", "password"])("answers 400 to the grant %j", async (grant) => {
    const body = new URLSearchParams({ grant_type: grant }).toString();
    expectError(await logIn(aMock({ contracts }), { body }), {
      error: "unsupported_grant_type",
      description: `grant type ${grant} is not supported`,
    });
  });
});
