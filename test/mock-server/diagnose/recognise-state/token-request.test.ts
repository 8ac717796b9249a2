import { describe, expect, test } from "vitest";
import { recogniseClientHeader } from "#mock-server/diagnose/recognise-state/client-header.ts";
import { recogniseClientSecret } from "#mock-server/diagnose/recognise-state/client-secret.ts";
import { recogniseGrantType } from "#mock-server/diagnose/recognise-state/grant-type.ts";
import { recogniseLoginCode } from "#mock-server/diagnose/recognise-state/login-code.ts";
import { maskUnknownCredentials } from "#redact/mask-unknown-credentials.ts";
import { aSubject, recognised } from "#test/helpers/a-subject.ts";
import { aClient } from "#test/helpers/entities.ts";

const client = aClient({ id: "c1000000-0000-4000-8000-000000000001", secret: "test-secret-of-the-client" });
const codeClient = aClient({
  id: "d2222222-0000-4000-8000-000000000002",
  secret: "other",
  authorizedGrantType: "CODE",
});
const org = { oauthClients: [client, codeClient] };

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

const right = basic(client.id, client.secret);

function tokenRequest(authorization: string | undefined, body: string, headers: Record<string, string> = {}) {
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  return { path: "/oauth/token", body, headers: { ...form, Authorization: authorization, ...headers } };
}

describe("the grant type", () => {
  test.each([
    ["", "grant-type-missing"],
    ["grant_type=client-credentials", "grant-type-misspelt"],
    ["grant_type=clientCredentials", "grant-type-misspelt"],
    ["grant_type=client_credential", "grant-type-misspelt"],
    ["grant_type=password", "grant-type-unknown"],
    ["grant_type=authorization_code", "grant-of-another-client"],
  ])("is mended: %j (%s)", async (body, rule) => {
    const [finding] = await recognised(recogniseGrantType, tokenRequest(right, body), { org });
    expect(finding).toMatchObject({ rule, fixed: { body: "grant_type=client_credentials" } });
  });

  test("is moved out of a header", async () => {
    const about = tokenRequest(right, "", { grant_type: "client_credentials" });
    const [finding] = await recognised(recogniseGrantType, about, { org });
    expect(finding).toMatchObject({ rule: "grant-type-in-header", fixed: { body: "grant_type=client_credentials" } });
    expect(finding?.fixed?.headers).not.toHaveProperty("grant_type");
  });
});

const grant = "grant_type=client_credentials";

describe("the client's credentials", () => {
  test("go from the form into the header", async () => {
    const body = `${grant}&client_id=${client.id}&client_secret=${client.secret}`;
    const [finding] = await recognised(recogniseClientHeader, tokenRequest(undefined, body), { org });
    expect(finding).toMatchObject({
      rule: "credentials-in-form",
      fixed: { body: grant, headers: { Authorization: right } },
    });
  });

  test.each([
    [`Basic ${client.id}:${client.secret}`, "credentials-not-in-base64"],
    [right.replace("Basic", "Bearer"), "other-scheme-for-client"],
    [right.replace("Basic ", ""), "other-scheme-for-client"],
    ["Bearer some-access-token", "bearer-instead-of-basic"],
    ["Basic BASE64(<id>:<secret>)", "client-not-filled-in"],
    [undefined, "client-missing"],
  ])("are put in order: %j (%s)", async (authorization, rule) => {
    const [finding] = await recognised(recogniseClientHeader, tokenRequest(authorization, grant), { org });
    expect(finding).toMatchObject({ rule, fixed: { headers: { Authorization: right } } });
  });

  test.each([
    [basic(client.secret, client.id), "credentials-swapped"],
    [basic(client.id, `${client.secret}\n`), "credentials-wrapped"],
    [basic(`"${client.id}"`, client.secret), "credentials-wrapped"],
    [basic(client.id, "wrong"), "client-secret"],
    [basic(client.id, client.secret.slice(0, -4)), "client-secret-damaged"],
    [basic(client.id, ""), "client-secret-missing"],
    [basic(client.id, codeClient.secret), "secret-of-another-client"],
    [basic(client.id.replaceAll("-", ""), client.secret), "client-id-near-miss"],
    [basic("nobody", client.secret), "client-unknown"],
  ])("are corrected: %s (%s)", async (authorization, rule) => {
    const [finding] = await recognised(recogniseClientSecret, tokenRequest(authorization, grant), { org });
    expect(finding).toMatchObject({ rule, fixed: { headers: { Authorization: right } } });
  });

  test("stand in no text of what is told", async () => {
    const subject = await aSubject(tokenRequest(basic(client.id, "wrong-secret-sent"), grant), { org });
    const findings = await recogniseClientSecret(subject);
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(client.secret);
    expect(JSON.stringify(findings)).not.toContain("wrong-secret-sent");
  });
});

describe("the code of a login", () => {
  const login = { code: "code-1", clientId: codeClient.id, userId: "u1", redirectUri: "http://localhost/callback" };
  const late = { ...login, expiresAt: "2099-01-01T00:00:00.000Z" };
  const gone = { ...login, expiresAt: "2020-01-01T00:00:00.000Z" };

  test.each([
    ["code=other", late, "code-unknown"],
    ["code=code-1", gone, "code-expired"],
    ["x=1", late, "code-missing"],
    ["code=code-1", late, "redirect-uri-missing"],
    ["code=code-1&redirect_uri=http://localhost/callback/", late, "redirect-uri-mismatch"],
  ])("is explained: %s (%#)", async (fields, code, rule) => {
    const about = tokenRequest(basic(codeClient.id, codeClient.secret), `grant_type=authorization_code&${fields}`);
    const [finding] = await recognised(recogniseLoginCode, about, { org: { ...org, authorizationCodes: [code] } });
    expect(finding?.rule).toBe(rule);
  });

  test("is sent with the redirect URI of the login", async () => {
    const body = "grant_type=authorization_code&code=code-1&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback%2F";
    const about = tokenRequest(basic(codeClient.id, codeClient.secret), body);
    const [finding] = await recognised(recogniseLoginCode, about, { org: { ...org, authorizationCodes: [late] } });
    expect(finding?.found).toContain("a slash at the end");
    expect(new URLSearchParams(finding?.fixed?.body).get("redirect_uri")).toBe(login.redirectUri);
  });
});

test.each([undefined, "Bearer some-access-token", `Basic ${client.id}:${client.secret}`, right.replace("Basic ", "")])(
  "what is told stays readable where credentials are masked (%#)",
  async (authorization) => {
    const [finding] = await recogniseClientHeader(await aSubject(tokenRequest(authorization, grant), { org }));
    const told = [finding?.problem.expected, finding?.problem.found, finding?.problem.suggestion, finding?.change].join(
      "|",
    );
    expect(told).toContain("Basic");
    expect(maskUnknownCredentials(told)).toBe(told);
  },
);
