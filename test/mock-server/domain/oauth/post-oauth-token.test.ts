import { describe, expect, test } from "vitest";
import type { Principal } from "#mock-server/call.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { postOauthToken } from "#mock-server/domain/oauth/post-oauth-token.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aClient } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const known: Principal = { kind: "basic", id: "c1", secret: "s1" };

/** What a login at an org with the client `c1` comes to, and the tokens that are there then. */
async function login(parts: { principal?: Principal; grantType?: string; client?: Partial<OAuthClient> } = {}) {
  const org = anOrg({ oauthClients: [aClient({ id: "c1", secret: "s1", ...parts.client })] });
  const body = { grant_type: parts.grantType ?? "client_credentials" };
  const call = anAcceptedCall(contract, "postOauthToken", { principal: parts.principal ?? known, input: { body } });
  return { outcome: await postOauthToken(call, org), tokens: await org.tokens.list() };
}

function refused(name: string, slots: readonly string[], problem: object) {
  return { kind: "refused", fault: { name, slots, problems: [{ check: "domain", slots: [], ...problem }] } };
}

const inHeader = { in: "header", pointer: "", field: "Authorization" };
const inBody = { in: "body", pointer: "/grant_type", field: "grant_type", rule: "grant-type" };

describe("postOauthToken", () => {
  test("gives a token of the client that lasts as long as the client says", async () => {
    const { outcome, tokens } = await login({ client: { accessTokenValiditySeconds: 300 } });
    const accessToken = createIdSource(1, "test").nextToken();
    expect(outcome).toEqual({
      kind: "success",
      status: 200,
      body: { access_token: accessToken, token_type: "bearer", expires_in: 300 },
    });
    expect(tokens).toEqual([{ accessToken, clientId: "c1", expiresAt: "2026-03-02T09:35:00.000Z" }]);
  });

  test("gives the token the client's scopes, none too", async () => {
    expect((await login({ client: { scope: ["users"] } })).tokens).toMatchObject([{ scopes: ["users"] }]);
    expect((await login({ client: { scope: [] } })).tokens).toMatchObject([{ scopes: [] }]);
  });

  test("refuses a request that names no client", async () => {
    const { outcome, tokens } = await login({ principal: { kind: "anonymous" } });
    expect(outcome).toEqual(
      refused("oauth.invalid.request", ["client authentication is missing"], {
        ...inHeader,
        rule: "client-missing",
        expected: "Basic and base64(id:secret)",
        found: "no Basic credentials",
      }),
    );
    expect(tokens).toEqual([]);
  });

  test("refuses an id that no client has, before it looks at anything else", async () => {
    const { outcome } = await login({ principal: { kind: "basic", id: "c2", secret: "" }, grantType: "other" });
    expect(outcome).toEqual(
      refused("oauth.client.not.found", [], {
        ...inHeader,
        rule: "client-unknown",
        expected: "the id of an OAuth client",
        found: "an id that no client has",
      }),
    );
  });

  test.each(["", "S1", "s1 ", "s"])("refuses the secret %j, and does not repeat it", async (secret) => {
    const { outcome, tokens } = await login({ principal: { kind: "basic", id: "c1", secret } });
    expect(outcome).toEqual(
      refused("oauth.authentication.failed", [], {
        ...inHeader,
        rule: "client-secret",
        expected: "the client's secret",
        found: "another secret",
      }),
    );
    expect(tokens).toEqual([]);
  });

  test("refuses a grant type that it does not support, cut when it is long", async () => {
    const expected = (found: string) =>
      refused("oauth.unsupported.grant.type", [found], {
        ...inBody,
        expected: "client_credentials or authorization_code or refresh_token",
        found,
      });
    expect((await login({ grantType: "password" })).outcome).toEqual(expected("password"));
    expect((await login({ grantType: "x".repeat(99) })).outcome).toEqual(expected("x".repeat(60)));
    expect((await login({ grantType: "" })).outcome).toEqual(expected(""));
  });

  test("refuses a client that is set up for another grant", async () => {
    const { outcome } = await login({ client: { authorizedGrantType: "CODE" } });
    expect(outcome).toEqual(
      refused("oauth.unauthorized.client", ["client_credentials"], {
        ...inBody,
        expected: "CODE",
        found: "client_credentials",
      }),
    );
  });
});
