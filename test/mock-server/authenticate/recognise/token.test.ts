import { describe, expect, test } from "vitest";
import { recogniseDeadToken } from "#mock-server/authenticate/recognise/dead-token.ts";
import { recogniseMisshapenToken } from "#mock-server/authenticate/recognise/misshapen-token.ts";
import { recogniseMissingToken } from "#mock-server/authenticate/recognise/missing-token.ts";
import { recogniseWrongScheme } from "#mock-server/authenticate/recognise/wrong-scheme.ts";
import { placeholderToken } from "#mock-server/diagnose/mend-request.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { maskUnknownCredentials } from "#redact/mask-unknown-credentials.ts";
import { aSubject, recognised } from "#test/helpers/a-subject.ts";

const token = knownTokens.fullAccess;
const good = `Bearer ${token}`;
const body = { flowId: knownIds.publishedFlow };
const another = `Bearer ${placeholderToken}`;

function withToken(authorization: string | undefined) {
  return { headers: { Authorization: authorization }, body };
}

describe("a token that is not there", () => {
  test("is asked for", async () => {
    const [finding] = await recognised(recogniseMissingToken, withToken(undefined));
    expect(finding).toMatchObject({ rule: "token-missing", fixed: { headers: { Authorization: another } } });
  });

  test.each(["X-Access-Token", "Authentication", "Authorisation", "token"])(
    "is taken from the header %s",
    async (name) => {
      const about = { headers: { Authorization: undefined, [name]: token }, body };
      const [finding] = await recognised(recogniseMissingToken, about);
      expect(finding?.rule).toBe("token-in-other-header");
      expect(finding?.fixed?.headers).toEqual({ "Content-Type": "application/json", Authorization: good });
    },
  );

  test("is taken from the query", async () => {
    const about = { path: `/api/v2/flows/executions?access_token=${token}`, ...withToken(undefined) };
    const [finding] = await recognised(recogniseMissingToken, about);
    expect(finding?.fixed).toMatchObject({ line: "POST /api/v2/flows/executions", headers: { Authorization: good } });
  });
});

describe("a header that is not Bearer and a token", () => {
  test.each([
    [token, "scheme-missing"],
    [`Bearer: ${token}`, "scheme-with-punctuation"],
    [`Bearer=${token}`, "scheme-with-punctuation"],
    [`Bearer${token}`, "scheme-without-space"],
    [`Token ${token}`, "other-scheme"],
    [`Baerer ${token}`, "other-scheme"],
  ])("keeps its token: %s", async (authorization, rule) => {
    const [finding] = await recognised(recogniseWrongScheme, withToken(authorization));
    expect(finding).toMatchObject({ rule, fixed: { headers: { Authorization: good } } });
  });

  test.each([
    ["Basic aWQ6c2VjcmV0", "basic-instead-of-bearer"],
    ["Bearer", "token-empty"],
  ])("needs another token: %s", async (authorization, rule) => {
    const [finding] = await recognised(recogniseWrongScheme, withToken(authorization));
    expect(finding).toMatchObject({ rule, fixed: { headers: { Authorization: another } } });
  });
});

describe("a token with something around it", () => {
  test.each([
    [`Bearer "${token}"`, "token-in-quotes"],
    [`Bearer Bearer ${token}`, "scheme-twice"],
    [`Bearer <${token}>`, "token-in-brackets"],
    [`Bearer mock-token\n-full-access`, "token-with-line-break"],
    ["Bearer mock-token -full-access", "token-with-space"],
    [`Bearer ${token},`, "token-with-punctuation"],
    [`Bearer access_token=${token}`, "token-with-name"],
    [`Bearer {"access_token":"${token}","token_type":"bearer"}`, "answer-as-token"],
  ])("is mended: %j", async (authorization, rule) => {
    const [finding] = await recognised(recogniseMisshapenToken, withToken(authorization));
    expect(finding).toMatchObject({ rule, fixed: { headers: { Authorization: good } } });
  });

  test.each([
    "undefined",
    "null",
    "[object Object]",
    "{{token}}",
    "${TOKEN}",
    "$TOKEN",
    "<token>",
    "<your-access-token>",
    "YOUR_TOKEN",
  ])("is none that was put in: %s", async (text) => {
    const [finding] = await recognised(recogniseMisshapenToken, withToken(`Bearer ${text}`));
    expect(finding).toMatchObject({ rule: "token-not-filled-in", fixed: { headers: { Authorization: another } } });
  });

  test("is not looked at when it is longer than any", async () => {
    expect(await recognised(recogniseMisshapenToken, withToken(`Bearer ${'"'.repeat(50_000)}x`))).toEqual([]);
  });
});

describe("a token that opens nothing", () => {
  test("is told since when it has expired", async () => {
    const [finding] = await recognised(recogniseDeadToken, withToken(`Bearer ${knownTokens.expired}`));
    expect(finding).toMatchObject({
      rule: "token-expired",
      found: "a token that expired at 2026-01-01T00:00:00.000Z, 60 days ago on the org's clock",
    });
  });

  test.each([
    ["mock-secret-full-access", "client-secret-as-token"],
    [knownIds.fullAccessClient, "client-id-as-token"],
    [Buffer.from(`${knownIds.fullAccessClient}:secret`).toString("base64"), "credentials-as-token"],
    ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "jwt-as-token"],
    ["mock-token-full-acc", "token-damaged"],
    ["mock-token-full-axcess", "token-damaged"],
    ["kT3vPq8ZcY1n", "token-unknown"],
  ])("is told apart: %s is %s", async (text, rule) => {
    const [finding] = await recognised(recogniseDeadToken, withToken(`Bearer ${text}`));
    expect(finding?.rule).toBe(rule);
  });

  test("stands in no text of what is told", async () => {
    const secret = "mock-secret-full-access";
    const findings = await recogniseDeadToken(await aSubject(withToken(`Bearer ${secret}`)));
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

test.each([recogniseMissingToken, recogniseWrongScheme, recogniseMisshapenToken, recogniseDeadToken])(
  "a valid token is no finding (%#)",
  async (recognise) => {
    expect(await recognised(recognise, withToken(good))).toEqual([]);
  },
);

test.each([
  [recogniseMissingToken, undefined],
  [recogniseWrongScheme, "Basic aWQ6c2VjcmV0"],
  [recogniseWrongScheme, token],
  [recogniseMisshapenToken, `Bearer Bearer ${token}`],
  [recogniseDeadToken, "Bearer kT3vPq8ZcY1n"],
])("what is told stays readable where credentials are masked (%#)", async (recognise, authorization) => {
  const [finding] = await recognise(await aSubject(withToken(authorization)));
  const told = [finding?.problem.expected, finding?.problem.found, finding?.problem.suggestion, finding?.change].join(
    "|",
  );
  expect(told).toContain("Bearer");
  expect(maskUnknownCredentials(told)).toBe(told);
});
