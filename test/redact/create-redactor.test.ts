import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor, type Redactor } from "#redact/create-redactor.ts";

const secret = `k3y/with+odd "chars" & 'quotes'\\é`;

describe("createRedactor", () => {
  test.each([
    ["plain", secret],
    ["URL-encoded with %20", encodeURIComponent(secret)],
    ["URL-encoded with +", new URLSearchParams({ x: secret }).toString().slice(2)],
    ["URL-encoded in lower case", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ["JSON-escaped", JSON.stringify(secret).slice(1, -1)],
    ["JSON-escaped in ASCII with escaped slashes", String.raw`k3y\/with+odd \"chars\" & 'quotes'\\é`],
    ["JSON-escaped twice", JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ["XML-escaped", `k3y/with+odd &quot;chars&quot; &amp; 'quotes'\\é`],
    ["quoted for a shell", secret.replaceAll("'", "'\\''")],
    ["base64", Buffer.from(secret).toString("base64")],
    ["base64url", Buffer.from(secret).toString("base64url")],
    ["URL-encoded base64", encodeURIComponent(Buffer.from(secret).toString("base64"))],
    ["URL-encoded but for what may stand in a path", encodeURIComponent(secret).replaceAll("%2F", "/")],
    ["URL-encoded as a whole address", encodeURI(secret)],
    ["URL-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
    ["JSON-escaped as .NET does it", String.raw`k3y/with\u002Bodd \u0022chars\u0022 \u0026 \u0027quotes\u0027\\\u00E9`],
    ["JSON-escaped as Go does it", String.raw`k3y/with+odd \"chars\" \u0026 'quotes'\\é`],
    ["base64 of its JSON", Buffer.from(JSON.stringify(secret).slice(1, -1)).toString("base64")],
    [
      "base64 of its form encoding",
      Buffer.from(new URLSearchParams({ x: secret }).toString().slice(2)).toString("base64"),
    ],
  ])("masks a secret that is %s", (_encoding, encoded) => {
    expect(knowing(secret).redact(`[${encoded}]`)).toBe("[<redacted>]");
  });

  test("masks a plain token in which every sign is percent-encoded", () => {
    expect(knowing("abc-DEF_123.x").redact("a=abc%2DDEF%5F123%2Ex")).toBe("a=<redacted>");
    expect(knowing("abc-DEF_123.x").redact("a=abc%2dDEF%5f123%2ex")).toBe("a=<redacted>");
  });

  test("masks every occurrence and keeps the text between", () => {
    expect(knowing("secret-1").redact("a secret-1 b secret-1secret-1 c")).toBe("a <redacted> b <redacted><redacted> c");
  });

  test("ignores a text shorter than 6 characters", () => {
    expect(knowing("users").redact("GET /users")).toBe("GET /users");
  });

  test("masks the longest of secrets that start alike, in whichever order they were added", () => {
    expect(knowing("secret-1", "secret-1-long").redact("secret-1-long")).toBe("<redacted>");
    expect(knowing("secret-1-long", "secret-1").redact("secret-1-long")).toBe("<redacted>");
  });

  test("leaves nothing of secrets that overlap", () => {
    expect(knowing("abcdefgh", "efghijkl").redact("-abcdefghijkl-")).toBe("-<redacted>-");
  });

  test("masks what is left of a secret that was cut off with an ellipsis", () => {
    const redactor = knowing("0123456789abcdef");

    expect(redactor.redact('{"token":"0123456789…')).toBe('{"token":"<redacted>…');
    expect(redactor.redact("0123456789... more")).toBe("<redacted>... more");
    expect(redactor.redact("0123456789 … more")).toBe("0123456789 … more");
  });

  test.each(["", "a", "ab"])("masks a secret inside base64 of a longer text (%j before it)", (before) => {
    const encoded = Buffer.from(`${before}secret-123 and after`).toString("base64");

    const redacted = knowing("secret-123").redact(encoded);

    expect(redacted).toContain("<redacted>");
    const rest = redacted.split("<redacted>").map((part) => Buffer.from(part, "base64").toString("latin1"));
    expect(rest.join()).not.toMatch(/secret|ecret-|-123/);
  });

  test("masks the Basic credentials of a pair as a whole, with and without padding", () => {
    const redactor = createRedactor();
    redactor.addPair("client", "secret-1");
    const encoded = Buffer.from("client:secret-1").toString("base64url");
    const padded = Buffer.from("client:secret-12").toString("base64");

    expect(redactor.redact(`x=${encoded}&y=secret-1&z=client`)).toBe("x=<redacted>&y=<redacted>&z=client");
    expect(redactor.redact(padded)).not.toContain(padded.slice(0, 10));
  });

  test("masks the Basic credentials of a pair whose secret is too short to be masked alone", () => {
    const redactor = createRedactor();
    redactor.addPair("client", "abc");

    expect(redactor.redact(`${Buffer.from("client:abc").toString("base64")} abc`)).toBe("<redacted> abc");
  });

  test("masks the Basic credentials of a pair that was form-encoded first", () => {
    const redactor = createRedactor();
    redactor.addPair("a client", "p&ss w0rd");

    expect(redactor.redact(Buffer.from("a+client:p%26ss+w0rd").toString("base64"))).toBe("<redacted>");
  });

  test.each([
    ["Authorization: Bearer abc.def-123", "Authorization: Bearer <redacted>"],
    ["authorization: basic dXNlcjpwYXNz", "authorization: basic <redacted>"],
    ['{"Authorization":"Bearer token"}', '{"Authorization":"Bearer <redacted>"}'],
    ["sent Bearer abcdefg.", "sent Bearer <redacted>"],
    ["Proxy-Authorization: Basic dTpwdw==", "Proxy-Authorization: Basic <redacted>"],
    ['{"x-authorization":"Bearer abc123"}', '{"x-authorization":"Bearer <redacted>"}'],
    ["x-basic dXNlcjpwYXNzd29yZA==", "x-basic <redacted>"],
    ["header=Bearer%20abc%3D%3D&x=1", "header=Bearer%20<redacted>&x=1"],
  ])("masks a credential that nobody announced: %s", (text, masked) => {
    expect(createRedactor().redact(text)).toBe(masked);
  });

  test.each([
    `curl -H "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN"`,
    `Authorization: Bearer \${accessToken}`,
    "Authorization: Bearer <token>",
    "Authorization: Bearer {{token}}",
    "the Bearer token is missing",
    "only a Basic header, or Basic auth.",
    'WWW-Authenticate: Bearer realm="genesys", error="invalid_token"',
    "Authorization: Bearer <redacted>",
    "Authorization: Bearer undefined",
    "✓ login-with-basic  A wrong secret is refused",
  ])("leaves a variable, a mask and a sentence as they are: %s", (text) => {
    expect(createRedactor().redact(text)).toBe(text);
  });

  test("masks all of a credential of which only a part is known", () => {
    const encoded = Buffer.from("some-id:secret-123").toString("base64");

    expect(knowing("secret-123").redact(`Basic ${encoded}`)).toBe("Basic <redacted>");
  });

  test("keeps a JSON text with any secret in it readable, and the secret out of it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: "grapheme" }), fc.string(), (anySecret, other) => {
        // A secret that has the letters of the mask or of the keys would be found in those.
        fc.pre(!/^[\s\w<>":,{}[\]\\]*$/.test(anySecret));
        const json = JSON.stringify({ header: `${other}${anySecret}`, nested: JSON.stringify([anySecret]) });

        const redacted = knowing(anySecret).redact(json);

        expect(JSON.stringify(JSON.parse(redacted))).not.toContain(JSON.stringify(anySecret).slice(1, -1));
      }),
    );
  });

  test("gives the same text when it is applied twice", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("", "Bearer ", "Basic "), fc.string(), (before, scheme, after) => {
        const redactor = knowing("secret-123");
        const once = redactor.redact(`${before}${scheme}secret-123${after}`);

        expect(redactor.redact(once)).toBe(once);
      }),
    );
  });

  test("accepts a secret that is no valid Unicode", () => {
    expect(knowing("half\ud800pair").redact("half\ud800pair")).toBe("<redacted>");
  });
});

function knowing(...secrets: string[]): Redactor {
  const redactor = createRedactor();
  for (const one of secrets) redactor.add(one);
  return redactor;
}
