import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { redact, runScenarios } from "#library/index.ts";
import { rememberRedactor } from "#library/redact.ts";
import { aRun } from "#test/harness/report/builders.ts";
import { writeFiles } from "#test/harness/scenario/load-text.ts";

const secret = "s3cret-of-this-run";

/** A run that has come to know one secret. */
function aKnownRun() {
  const run = aRun([]);
  rememberRedactor(run, (text) => text.replaceAll(secret, "<redacted>"));
  return (value: unknown) => redact(run, value);
}

describe("redact", () => {
  test("leaves no secret in what a whole run gives as JSON", async () => {
    const cwd = await writeFiles({
      "a.scenario.yaml": `id: login
title: A client logs in and is refused
effect: reads
client:
  requests:
    - path: /oauth/token
      method: POST
      headers: { Authorization: "Basic \${basicCredentials}" }
      form: { grant_type: client_credentials, client_secret: "\${clientSecret}" }
      save: { token: /access_token }
    - { path: "/api/v2/users/me?access_token=\${token}", headers: { Authorization: "Bearer \${token}", Cookie: "s=\${token}" } }
expect: { status: 200, body: { message: "\${accessToken}" } }
`,
    });
    const run = await runScenarios({ paths: ["."], cwd });
    const [login] = run.scenarios[0]?.legs[0]?.exchanges ?? [];
    const token = String(JSON.parse(login?.response?.body.toString() ?? "{}").access_token);
    const written = JSON.stringify(redact(run, run));

    expect(token.length).toBeGreaterThan(10);
    expect(JSON.stringify(run)).toContain(token);
    for (const one of [token, "mock-secret-full-access", Buffer.from("mock-secret-full-access").toString("base64")]) {
      expect(written).not.toContain(one);
    }
    expect(written).not.toContain('"type":"Buffer"');
    expect(written).toContain("grant_type=client_credentials");
    expect(written).toContain("not.a.user");
  });

  test("copies texts, names, lists and bodies without what it knows", () => {
    const redacted = aKnownRun();
    const value = { [secret]: [`a ${secret}`, 1, null, undefined], body: Buffer.from(secret), n: 5n, at: new Date(0) };
    expect(redacted(value)).toEqual({
      "<redacted>": ["a <redacted>", 1, null, undefined],
      body: "<redacted>",
      n: "5",
      at: "1970-01-01T00:00:00.000Z",
    });
  });

  test("masks what stands in headers and fields that hold credentials, known or not", () => {
    const value = {
      headers: [
        ["X-Api-Key", "unknown-1"],
        ["Cookie", "session=unknown-2"],
        ["Authorization", "Bearer unknown-3"],
        ["Accept", "*/*"],
      ],
      access_token: "unknown-4",
      text: '{"refresh_token":"unknown-5"}',
    };
    const written = JSON.stringify(aKnownRun()(value));
    expect(written).not.toContain("unknown");
    expect(written).toContain("*/*");
  });

  test.each<[what: string, value: object, copy: unknown]>([
    ["a list", { access_token: ["unknown"] }, { access_token: "<redacted>" }],
    ["an object", { secret: { value: "unknown" } }, { secret: "<redacted>" }],
    ["a number", { password: 12345678 }, { password: "<redacted>" }],
    ["nothing", { token: null, secret: "", password: false }, { token: null, secret: "", password: false }],
    [
      "a map",
      new Map<unknown, unknown>([
        ["password", "unknown"],
        [1, "a"],
      ]),
      { password: "<redacted>", "1": "a" },
    ],
    ["a URL", new URL("http://h/?access_token=unknown&a=b"), "http://h/?access_token=<redacted>&a=b"],
    ["a set", new Set([{ token: "unknown" }]), [{ token: "<redacted>" }]],
    [
      "headers",
      new Headers({ Cookie: "unknown", "X-Api-Key": "unknown", A: "b" }),
      { a: "b", cookie: "<redacted>", "x-api-key": "<redacted>" },
    ],
    [
      "headers by name",
      { Authorization: "Bearer unknown", "X-Auth-Token": "unknown", accessTokenValiditySeconds: "60" },
      { Authorization: "Bearer <redacted>", "X-Auth-Token": "<redacted>", accessTokenValiditySeconds: "60" },
    ],
    ["a form", new URLSearchParams("client_secret=unknown&a=b"), { client_secret: "<redacted>", a: "b" }],
    [
      "a class's object",
      new (class Client {
        apiKey = "unknown";
        id = 1;
      })(),
      { apiKey: "<redacted>", id: 1 },
    ],
    [
      "an error with fields",
      Object.assign(new Error("no"), { config: { headers: { "X-Api-Key": "unknown" } } }),
      { error: expect.stringContaining("Error: no"), config: { headers: { "X-Api-Key": "<redacted>" } } },
    ],
  ])("masks a credential of whatever type: %s", (_what, value, copy) => {
    expect(aKnownRun()(value)).toEqual(copy);
  });

  test("reads a compressed body, and counts the bytes of what is no text", () => {
    const compressed = { headers: [["Content-Encoding", "gzip"]], body: gzipSync(`{"a":"${secret}"}`) };
    const picture = { headers: [], body: Buffer.from([0, 1, 2, 0, 255, 254]) };
    expect(aKnownRun()([compressed, picture])).toMatchObject([
      { body: '{"a":"<redacted>"}' },
      { body: "6 bytes that are no text" },
    ]);
  });

  test("ends where a value is in itself", () => {
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    expect(aKnownRun()([circle, circle])).toEqual([
      { name: "circle", self: "[circular]" },
      { name: "circle", self: "[circular]" },
    ]);
  });

  test("refuses a run whose secrets nobody knows", () => {
    const run = aRun([]);
    expect(() => redact({ ...run }, run)).toThrow("expected the run that runScenarios gave");
  });
});
