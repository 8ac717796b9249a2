import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { destination } from "#test/helpers/destination.ts";
import { expectOauthError } from "#test/helpers/expect-oauth-error.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { authorizationFields, formOf, redirectUri, sendLogin } from "#test/helpers/log-in.ts";

const contracts = createContractTable();
const askedPost = { contract: contracts.get("published"), operationId: "postOauthAuthorize" } as const;

describe("POST /oauth/authorize", () => {
  test.each(contractNames)("answers 302 with a code and the state for a user who agrees, %s", async (name) => {
    const response = await sendLogin(aMock({ contracts, contract: name }), { state: "s1" });
    expectValidAnswer(response, { contract: contracts.get(name), operationId: "postOauthAuthorize" });
    expect(destination(response)).toEqual({
      to: redirectUri,
      in: "query",
      values: { code: expect.stringMatching(/^[\w-]{86}$/), state: "s1" },
    });
  });

  test("gives the implicit grant a token of the user in the fragment", async () => {
    const server = aMock({ contracts });
    const response = await sendLogin(server, {
      client_id: knownIds.implicitClient,
      response_type: "token",
      state: "s1",
    });
    expectValidAnswer(response, askedPost);
    const { in: place, values } = destination(response);
    expect(place).toBe("fragment");
    expect(values).toEqual({
      access_token: expect.stringMatching(/^[\w-]{86}$/),
      expires_in: "86400",
      token_type: "bearer",
      state: "s1",
    });
    const me = await server.api.get("/api/v2/users/me").auth(values["access_token"] ?? "", { type: "bearer" });
    expect(me.body.id).toBe(knownIds.activeUser);
  });

  test("tells the application of a user who does not agree, and gives no code", async () => {
    const server = aMock({ contracts });
    const response = await sendLogin(server, { decision: "cancel", state: "s1" });
    expectValidAnswer(response, askedPost);
    expect(destination(response).values).toEqual({
      error: "access_denied",
      error_description: "the user did not agree",
      state: "s1",
    });
    expect(await server.mock.org().authorizationCodes.list()).toEqual([]);
  });

  test.each([
    { what: "an inactive user", user: knownIds.inactiveUser },
    { what: "a deleted user", user: knownIds.deletedUser },
    { what: "an unknown user", user: knownIds.unknownUser },
  ])("answers 400 to $what", async ({ user }) => {
    const response = await sendLogin(aMock({ contracts }), { user });
    expectOauthError(response, askedPost, {
      error: "invalid_request",
      description: "user: expected the id of an active user",
    });
  });

  test.each([
    { what: "no user", fields: { user: undefined }, description: "user is required" },
    {
      what: "a state that is too long",
      fields: { state: "s".repeat(8_193) },
      description: expect.stringContaining("state: expected must NOT have more than 8192 characters"),
    },
  ])("answers 400 to $what", async ({ fields, description }) => {
    const response = await sendLogin(aMock({ contracts }), fields);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ error: "invalid_request", description });
    expectValidAnswer(response, askedPost);
  });

  test.each([
    { what: "a field twice", type: "form", body: `${formOf(authorizationFields())}&client_id=x` },
    { what: "JSON", type: "json", body: "{}" },
  ])("answers 400 to $what", async ({ type, body }) => {
    const response = await aMock({ contracts }).api.post("/oauth/authorize").type(type).send(body);
    expect(response.status).toBe(400);
    expect(response.body.error).toBe("invalid_request");
    expectValidAnswer(response, askedPost);
  });
});
