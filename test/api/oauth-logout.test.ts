import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { expectOauthError } from "#test/helpers/expect-oauth-error.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { codeClient, formOf, redirectUri } from "#test/helpers/log-in.ts";

const contracts = createContractTable();

describe.each(contractNames)("GET /logout, %s", (contract) => {
  const asked = { contract: contracts.get(contract), operationId: "getLogout" } as const;
  const logOut = (fields: Parameters<typeof formOf>[0]) =>
    aMock({ contracts, contract }).api.get(`/logout?${formOf(fields)}`);

  test("answers 302 to a redirect URI that the client has registered", async () => {
    const response = await logOut({ client_id: codeClient.id, redirect_uri: redirectUri });
    expectValidAnswer(response, asked);
    expect(response.headers["location"]).toBe(redirectUri);
  });

  test.each([{}, { client_id: codeClient.id }])("answers 200 with a page to %j", async (fields) => {
    const response = await logOut(fields);
    expectValidAnswer(response, asked);
    expect(response.text).toContain("<h1>Logged out</h1>");
  });

  test("answers 400 to a redirect URI that is not registered", async () => {
    const response = await logOut({ client_id: codeClient.id, redirect_uri: "https://evil.example.com/" });
    const description = "redirect_uri: expected a redirect URI that the client has registered";
    expectOauthError(response, asked, { error: "invalid_request", description });
    expect(response.headers).not.toHaveProperty("location");
  });

  test.each([undefined, "nobody"])("answers 400 to the client %s, which is none", async (client_id) => {
    const response = await logOut({ client_id, redirect_uri: redirectUri });
    expectOauthError(response, asked, { error: "invalid_client", description: "client not found" });
  });

  test("leaves tokens as they are", async () => {
    const { api } = aMock({ contracts, contract });
    await api.get("/logout").auth(knownTokens.user, { type: "bearer" });
    expect((await api.get("/api/v2/users").auth(knownTokens.user, { type: "bearer" })).status).toBe(200);
  });
});
