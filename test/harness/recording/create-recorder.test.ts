import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { buildExchange } from "#test/harness/compare/build-exchange.ts";
import { harSchema } from "./har-schema.ts";
import { aFolder, aRun, record, recordOne } from "./record.ts";

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(harSchema);

describe("createRecorder", () => {
  test("writes a file of HAR 1.2 per scenario: a page per run, an entry per call", async () => {
    const folder = await aFolder();
    const call = buildExchange({
      method: "POST",
      path: "/api/v2/flows/executions?a=1&b=c%20d",
      headers: [["Host", "127.0.0.1:40001"]],
      json: { flowId: "f-1" },
      response: { status: 202, json: { id: "e-1" }, headers: [["Location", "/api/v2/flows/executions/e-1"]] },
    });
    await record({
      folder,
      address: "https://api.example.net, login at https://login.example.net",
      scenarios: {
        launch: [
          aRun([call], { variables: { flow: "f-1" } }),
          aRun([], { run: "claim 1 control", contract: "thread" }),
        ],
        other: [aRun([buildExchange()])],
        nothing: [],
      },
    });

    expect((await readdir(folder)).toSorted()).toEqual(["launch.har", "other.har"]);
    const har = JSON.parse(await readFile(join(folder, "launch.har"), "utf8"));
    expect(validate(har), JSON.stringify(validate.errors)).toBe(true);
    expect(har.log.creator.name).toBe("genesys-mock");
    expect(har.log.pages).toEqual([
      {
        id: "published",
        title: "Scenario launch (published)",
        startedDateTime: "2024-05-31T10:00:00.000Z",
        pageTimings: {},
        _contract: "published",
        _variables: { flow: "f-1" },
      },
      expect.objectContaining({
        id: "claim 1 control",
        startedDateTime: "2026-02-01T00:00:00.000Z",
        _contract: "thread",
      }),
    ]);
    expect(har.log.entries).toHaveLength(1);
    expect(har.log.entries[0]).toMatchObject({
      pageref: "published",
      time: 3,
      request: {
        method: "POST",
        url: "https://api.example.net/api/v2/flows/executions?a=1&b=c%20d",
        headers: expect.arrayContaining([{ name: "Host", value: "api.example.net" }]),
        queryString: [
          { name: "a", value: "1" },
          { name: "b", value: "c d" },
        ],
        postData: { mimeType: "application/json", text: '{"flowId":"f-1"}' },
      },
      response: {
        status: 202,
        statusText: "Accepted",
        content: { size: 12, mimeType: "application/json", text: '{"id":"e-1"}' },
        redirectURL: "/api/v2/flows/executions/e-1",
      },
      timings: { blocked: 0.001, send: 0, wait: 2.999, receive: 0 },
      _resourceType: "fetch",
    });
  });

  test("stays a valid HAR for calls of every kind", async () => {
    const har = await recordOne([
      aRun([
        buildExchange({ path: "*", method: "OPTIONS" }),
        buildExchange({
          path: "http://elsewhere/a/../b?x=%zz",
          headers: [
            ["host", "h:1"],
            ["Cookie", "a=1; b; c=d=e"],
          ],
        }),
        buildExchange({ path: "/a/../b//c" }),
        buildExchange({ bytes: Buffer.from([0, 255, 1]), response: { bytes: Buffer.from([254, 0]) } }),
        buildExchange({ error: "the target closed the connection" }),
        { ...buildExchange({ error: "refused for safety: no" }), refused: true },
        buildExchange({
          response: {
            status: 599,
            headers: [
              ["Set-Cookie", "s=1; Path=/"],
              ["content-encoding", "zstd"],
            ],
            text: "x",
          },
        }),
      ]),
    ]);
    expect(validate(har), JSON.stringify(validate.errors)).toBe(true);
    const [star, absolute, dots, binary, closed, refused, broken] = har.log.entries;
    expect(star?.request).toMatchObject({ _path: "*" });
    expect(absolute?.request._path).toBe("http://elsewhere/a/../b?x=%zz");
    expect(dots?.request._path).toBe("/a/../b//c");
    expect(binary?.request.postData).toMatchObject({ text: "AP8B", _encoding: "base64" });
    expect(binary?.response.content).toMatchObject({ text: "/gA=", encoding: "base64", size: 2 });
    expect(closed).toMatchObject({ _error: "the target closed the connection", response: { status: 0 } });
    expect(refused).toMatchObject({ _refused: true });
    expect(broken?.response.content.comment).toMatch(/^The body was left out: .*zstd/);
    expect(broken?.response.content).not.toHaveProperty("text");
  });

  test("keeps compressed bodies as text, so that people and searches can read them", async () => {
    const body = gzipSync('{"a":"b"}');
    const headers = [["Content-Encoding", "gzip"]] as const;
    const har = await recordOne([aRun([buildExchange({ response: { headers, bytes: body } })])]);
    expect(har.log.entries[0]?.response).toMatchObject({
      content: { text: '{"a":"b"}', size: 9 },
      bodySize: body.length,
    });
  });

  test("replaces credentials by placeholders though nobody told of them", async () => {
    const har = await recordOne([
      aRun(
        [
          buildExchange({
            method: "POST",
            path: "/oauth/token?code=query-code-1&access_token=query-token-1",
            headers: [
              ["Authorization", "Basic aWQ6aGVhZGVyLXNlY3JldA=="],
              ["Proxy-Authorization", "some-proxy-credential"],
              ["Cookie", "session=cookie-secret; flag"],
              ["X-Api-Key", "api-key-secret"],
              ["Content-Type", "application/x-www-form-urlencoded"],
            ],
            text: "grant_type=authorization_code&code=form-code-1&client_secret=form%2Dsecret&password=form-pass+word",
            response: {
              headers: [["Set-Cookie", "sid=set-cookie-secret; Path=/; HttpOnly"]],
              json: {
                access_token: "json-token",
                refresh_token: "json-refresh",
                expires_in: 86399,
                code: "login-code-1",
              },
            },
          }),
          buildExchange({
            method: "POST",
            path: "/api/v2/x",
            text: '{"password": "broken-json-pass\\"word", }',
            response: {
              status: 400,
              json: {
                code: "invalid.property",
                text: '{"client_secret":"nested-secret"}',
                password: 12345678,
                secret: { of: ["secret-in-an-object"] },
              },
            },
          }),
        ],
        { variables: { clientSecret: "variable-secret", accessToken: "variable-token", clientId: "id-1" } },
      ),
    ]);
    const text = JSON.stringify(har);
    for (const secret of [
      ...[
        "query-code-1",
        "query-token-1",
        "aGVhZGVy",
        "header-secret",
        "some-proxy",
        "cookie-secret",
        "api-key-secret",
      ],
      ...["form-code-1", "form-secret", "form%2Dsecret", "form-pass", "json-token", "json-refresh", "login-code-1"],
      ...["secret-in-an-object", "broken-json-pass", "nested-secret", "12345678", "variable-secret", "variable-token"],
    ]) {
      expect(text).not.toContain(secret);
    }
    const [login, refused] = har.log.entries;
    expect(login?.request.headers).toContainEqual({ name: "Authorization", value: "Basic <redacted>" });
    expect(login?.request.headers).toContainEqual({ name: "Cookie", value: "session=<redacted>;<redacted>" });
    expect(login?.response.headers).toContainEqual({ name: "Set-Cookie", value: "sid=<redacted>; Path=/; HttpOnly" });
    expect(login?.request.postData?.text).toBe(
      "grant_type=authorization_code&code=replaced-code-2&client_secret=replaced-client-secret-1&password=replaced-password-1",
    );
    expect(JSON.parse(login?.response.content.text ?? "")).toEqual({
      access_token: "replaced-access-token-2",
      refresh_token: "replaced-refresh-token-1",
      expires_in: 86399,
      code: "replaced-code-3",
    });
    expect(refused?.response.content.text).toContain('"code":"invalid.property"');
    expect(har.log.pages[0]?._variables).toEqual({
      clientSecret: "replaced-client-secret-3",
      accessToken: "replaced-access-token-3",
      clientId: "id-1",
    });
  });

  test("does not write a recording in which a secret is left, and says which and where", async () => {
    const folder = await aFolder();
    const twice = encodeURIComponent(encodeURIComponent(encodeURIComponent("s e/c:r e t")));
    const recording = record({
      folder,
      secrets: ["s e/c:r e t"],
      scenarios: {
        bad: [aRun([buildExchange(), buildExchange({ path: "/api/v2/echo?x=1", response: { text: twice } })])],
        good: [aRun([buildExchange({ response: { text: "s e/c:r e t" } })])],
      },
    });
    await expect(recording).rejects.toThrow(/bad\.har was not written: a secret .*\(GET http:\/\/.*\/api\/v2\/echo\)/);
    expect(await readdir(folder)).toEqual(["good.har"]);
    expect(await readFile(join(folder, "good.har"), "utf8")).toContain("<redacted>");
  });

  test("shows logins at the login host", async () => {
    const har = await recordOne([aRun([buildExchange({ path: "/oauth/token" }), buildExchange()])], {
      address: "https://api.example.net",
      loginAddress: "https://login.example.net",
    });
    expect(har.log.entries.map(({ request }) => new URL(request.url).host)).toEqual([
      "login.example.net",
      "api.example.net",
    ]);
  });

  test("rejects at the end when a file cannot be written, and has written the others", async () => {
    const folder = await aFolder();
    const file = join(folder, "one.har");
    await record({ folder, scenarios: { one: [aRun([])] } });
    await expect(record({ folder: file, scenarios: { two: [aRun([])] } })).rejects.toThrow(/Cannot write .*two\.har/);
    expect(await readdir(folder)).toEqual(["one.har"]);
  });
});
