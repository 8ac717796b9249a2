import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LoggedExchange } from "#mock-server/control/exchange-log.ts";
import { createExchangeRedactor } from "#mock-server/control/redact-exchange.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aClient } from "#test/helpers/entities.ts";
import { aLoggedProblem, anExchange } from "./an-exchange.ts";

const org = anOrg({
  tokens: [
    { accessToken: "token-abc_123", clientId: "c1" },
    { accessToken: "a.b+c/d=", clientId: "c1" },
  ],
  oauthClients: [aClient({ secret: "secret-of-one" }), aClient({ id: "c2", secret: "pa ss&wörd" })],
});

/** An exchange with a text in its request body, and what is left of it. */
async function redactBody(body: string, of = org): Promise<string> {
  const redact = await createExchangeRedactor(of);
  return redact(anExchange({ request: { ...anExchange().request, body } })).request.body;
}

const words = ["token-abc_123", "a.b+c/d=", "secret-of-one", "pa ss&wörd"];

describe("createExchangeRedactor", () => {
  test.each(words)("takes %j out wherever it stands", async (word) => {
    const exchange: LoggedExchange = anExchange({
      request: { method: "GET", path: `/api/${word}?a=${word}`, headers: { "x-a": `<${word}>` }, body: `["${word}"]` },
      response: { status: 400, headers: {}, body: `{"message":"Value [${word}]"}` },
      problems: [aLoggedProblem({ pointer: `/${word}`, field: word, expected: `not ${word}`, found: `"${word}"` })],
    });
    const redacted = (await createExchangeRedactor(org))(exchange);
    expect(JSON.stringify(redacted)).not.toContain(word);
    expect(redacted.request).toEqual({
      method: "GET",
      path: "/api/<redacted>?a=<redacted>",
      headers: { "x-a": "<<redacted>>" },
      body: '["<redacted>"]',
    });
    expect(redacted.problems[0]?.found).toBe('"<redacted>"');
  });

  test.each(["a.b+c/d=", "pa ss&wörd"])("takes %j out in its percent-encoded form", async (word) => {
    expect(await redactBody(`x=${encodeURIComponent(word)}&y=1`)).toBe("x=<redacted>&y=1");
  });

  test.each([
    ["an escape of JSON", String.raw`{"a":"\ntoken-abc_123"}`],
    ["a percent-encoded space", "x=%20token-abc_123"],
    ["a letter", "xtoken-abc_123"],
    ["a hyphen", "-token-abc_123-"],
  ])("takes a token out that stands right behind %s", async (_what, body) => {
    expect(await redactBody(body)).not.toContain("token-abc_123");
  });

  test.each([
    ["Authorization: Bearer unknown.token", "Authorization: Bearer <redacted>"],
    ["bearer%20unknown", "bearer%20<redacted>"],
    ["Basic aWQ6eA==", "Basic <redacted>"],
    [String.raw`{"password":"un\"known","name":"Ada"}`, '{"password":"<redacted>","name":"Ada"}'],
    ['{"password": 12345678, "name":"Ada"}', '{"password": "<redacted>", "name":"Ada"}'],
    ['{"access_token":"unknown","token_type":"bearer"}', '{"access_token":"<redacted>","token_type":"bearer"}'],
    ['{"refresh_token" : "unknown"}', '{"refresh_token" : "<redacted>"}'],
    ["grant_type=x&client_secret=unknown&a=b", "grant_type=x&client_secret=<redacted>&a=b"],
    ["grant_type=x&code_verifier=unknown", "grant_type=x&code_verifier=<redacted>"],
    ["grant_type=x&code=unknown&refresh_token=a", "grant_type=x&code=<redacted>&refresh_token=<redacted>"],
    ["http://localhost/callback?code=unknown&state=s", "http://localhost/callback?code=<redacted>&state=s"],
  ])("takes out of %s what looks like a secret", async (body, expected) => {
    expect(await redactBody(body)).toBe(expected);
  });

  test.each([
    '{"flowId":"a1b2c3d4-e5f6-7890-abcd-ef1234567890","name":"Bearer"}',
    "The bear and the basics",
    '{"code":"bad.request","errorCode":"x"}',
    "countryCode=1&code_challenge_method=S256",
    "",
  ])("leaves %s as it is", async (body) => {
    expect(await redactBody(body, anOrg())).toBe(body);
  });

  test("takes the result of a login out of the header Location", async () => {
    const headers = { Location: "http://localhost/callback#access_token=unknown&token_type=bearer" };
    const redacted = (await createExchangeRedactor(org))(anExchange({ response: { status: 302, headers, body: "" } }));
    expect(redacted.response.headers).toEqual({
      Location: "http://localhost/callback#access_token=<redacted>&token_type=bearer",
    });
  });

  test("does not change the exchange that it was given", async () => {
    const exchange = anExchange({ request: { ...anExchange().request, body: "token-abc_123" } });
    (await createExchangeRedactor(org))(exchange);
    expect(exchange.request.body).toBe("token-abc_123");
  });

  test("takes any token and secret out of any text, in either form", async () => {
    const word = fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(word, word, fc.constantFrom('"', " ", "&", "<", "/"), async (token, secret, mark) => {
        const tokens = [{ accessToken: token, clientId: "c1" }];
        const of = anOrg({ tokens, oauthClients: [aClient({ secret })] });
        const kept = await redactBody(`a${mark}${token}${mark}b${mark}${encodeURIComponent(secret)}${mark}`, of);
        expect(kept).not.toContain(token);
        expect(kept).not.toContain(encodeURIComponent(secret));
      }),
    );
  });
});
