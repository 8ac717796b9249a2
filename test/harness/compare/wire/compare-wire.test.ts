import { describe, expect, test } from "vitest";
import { compareWire } from "#harness/compare/wire/compare-wire.ts";
import {
  aRun,
  bearer,
  compare,
  get,
  json,
  launch,
  launchBody,
  token,
  twoClients,
  type WireCall,
  withAuthorization,
  withHeader,
  withType,
} from "./wire-builders.ts";

describe("compareWire", () => {
  test("shows what the thread's asker did not see: fetch without a Content-Type, beside curl with it", () => {
    const curl: WireCall = {
      headers: [
        ["Host", "127.0.0.1:8080"],
        ["User-Agent", "curl/7.88.1"],
        ["Accept", "*/*"],
        bearer,
        json,
        ["Content-Length", "49"],
      ],
      answer: { status: 200, body: { id: "an-execution" } },
    };
    const fetched: WireCall = {
      headers: [
        ["host", "127.0.0.1:9090"],
        ["connection", "keep-alive"],
        ["authorization", `Bearer ${token}`],
        ["content-type", "text/plain;charset=UTF-8"],
        ["accept", "*/*"],
        ["accept-language", "*"],
        ["sec-fetch-mode", "cors"],
        ["user-agent", "node"],
        ["accept-encoding", "gzip, deflate"],
        ["content-length", "49"],
      ],
      answer: { status: 400, body: { code: "bad.request", message: "The request body is not valid." } },
    };
    expect(compareWire(twoClients([curl], [fetched]))).toEqual({
      contract: "published",
      reference: "curl",
      others: [
        {
          client: "app",
          call: `POST ${launch}`,
          referenceAnswer: "200",
          answer: "400 bad.request: The request body is not valid.",
          differences: [
            {
              part: "header",
              name: "content-type",
              reference: "application/json",
              other: "text/plain;charset=UTF-8",
              message:
                "fetch sends text/plain;charset=UTF-8 for a text body without a Content-Type; name application/json",
            },
          ],
          hidden: 8,
        },
      ],
    });
  });

  test.each<[string, WireCall, WireCall, number]>([
    ["white space and the order of keys", { body: '{"a":1,"b":2}' }, { body: '{ "b": 2,\n "a": 1 }' }, 1],
    ["the order of the headers", { headers: [bearer, json] }, { headers: [json, bearer] }, 1],
    [
      "the case of their names",
      {},
      {
        headers: [
          ["authorization", `Bearer ${token}`],
          ["content-type", "application/json"],
        ],
      },
      1,
    ],
    [
      "what a client tells about itself",
      {},
      withHeader(["User-Agent", "x"], ["purecloud-sdk", "262"], ["traceparent", "00-1"], ["Sec-Fetch-Mode", "cors"]),
      4,
    ],
    ["tokens of another run", {}, withAuthorization("Bearer another-token-of-another-run"), 1],
    ["types that include JSON", withHeader(["Accept", "*/*"]), withHeader(["Accept", "application/json"]), 1],
    ["the order of parameters", get("/api/v2/users?a=1&b=2"), get("/api/v2/users?b=2&a=1"), 1],
    ["moments of time", { body: '{"at":"2024-05-31T10:00:00Z"}' }, { body: '{"at":"2024-05-31T10:00:09Z"}' }, 1],
    ["passwords", { body: '{"password":"one-secret"}' }, { body: '{"password":"two-secret"}' }, 1],
    [
      "the boundaries of a multipart body",
      { ...withType("multipart/form-data; boundary=a"), body: "--a--" },
      { ...withType("multipart/form-data; boundary=a"), body: "--b--" },
      1,
    ],
  ])("hides and counts what cannot matter: %s", (_, reference, other, expected) => {
    const { differences, hidden } = compare(reference, other);
    expect(differences).toEqual([]);
    expect(hidden).toBe(expected);
  });

  test.each<[string, WireCall, RegExp]>([
    ["no Content-Type", { headers: [bearer] }, /^without it the API does not know that the body is JSON/],
    ["a form's type", withType("application/x-www-form-urlencoded"), /^curl -d.* name application\/json$/],
    ["no value for the token", withAuthorization("Bearer undefined"), /^the token was not there .*await the login/],
    ["a token that is a template", withAuthorization("Bearer ${token}"), /never filled in$/],
    ["Basic", withAuthorization("Basic aWQ6c2VjcmV0LW9mLWlk"), /^Basic is for the login only/],
    ["JSON encoded twice", { body: JSON.stringify(launchBody) }, /^JSON\.stringify was called on a text that was JSON/],
    ["a byte-order mark", { body: `\uFEFF${launchBody}` }, /PowerShell/],
    ["the base path twice", { path: `/api/v2${launch}` }, /^the base path is there twice/],
  ])("says why it can matter and what is behind it: %s", (_, other, message) => {
    expect(compare({}, other).differences[0]?.message).toMatch(message);
  });

  test("puts first what is likeliest to matter", () => {
    const other: WireCall = {
      ...withHeader(["Origin", "null"]),
      method: "PUT",
      path: `${launch}?x=1`,
      body: '{"flowId":5}',
    };
    expect(
      compare({}, { ...other, headers: [["Origin", "null"]] }).differences.map(({ part, name }) => `${part} ${name}`),
    ).toEqual(["method ", "header authorization", "header content-type", "body /flowId", "query x", "header origin"]);
  });

  test("shows no secret, wherever the client has put it", () => {
    const secret = "canary-token-of-the-run";
    const other: WireCall = {
      path: `${launch}/${secret}?access_token=${secret}&q=${secret}`,
      headers: [
        ["Authorization", `Bearer "${secret}"`],
        ["Cookie", `s=${secret}`],
        ["X-Token", secret],
        ["X-Other", secret],
        ["Origin", `http://${secret}`],
      ],
      body: JSON.stringify({
        token: "canary-of-body-1",
        note: `with ${secret}`,
        deep: { clientSecret: "canary-of-body-2" },
      }),
      answer: { status: 400, body: { code: "bad.request", message: `the token ${secret} is wrong` } },
    };
    const shown = JSON.stringify(compare({}, other));
    expect(shown).not.toContain("canary");
    expect(shown).toContain("<token>");
  });

  test("shortens what is long to where it begins to differ", () => {
    const long = "x".repeat(5000);
    const [difference] = compare(
      { body: JSON.stringify({ a: `${long}1` }) },
      { body: JSON.stringify({ a: `${long}2` }) },
    ).differences;
    expect(difference?.other?.length).toBeLessThan(200);
    expect(difference?.reference).not.toBe(difference?.other);
  });

  test("compares the call that was answered otherwise, though an earlier one differs too", () => {
    const calls = (body: string, status: number): readonly WireCall[] => [
      get(`/api/v2/users?pageSize=${status}`),
      { body, answer: { status, body: { code: "some.code" } } },
    ];
    const { call, answer, differences } = compare(calls('{"a":1}', 200), calls('{"a":2}', 400));
    expect({ call, answer }).toEqual({ call: `POST ${launch}`, answer: "400 some.code" });
    expect(differences.map(({ name }) => name)).toEqual(["/a"]);
  });

  test("pairs calls by what they mean, whatever stands between them", () => {
    const login: WireCall = { path: "/oauth/token", body: "grant_type=client_credentials" };
    const { differences, call } = compare([{}], [login, { method: "OPTIONS", body: "" }, { body: '{"flowId":1}' }]);
    expect(call).toBe(`POST ${launch}`);
    expect(differences.map(({ part, name, other }) => `${part} ${name} ${other}`)).toEqual([
      "body /flowId 1",
      "calls POST /oauth/token POST /oauth/token, once",
      `calls OPTIONS ${launch} OPTIONS ${launch}, once`,
    ]);
  });

  test("tells that a call is made more often, and in another order", () => {
    const [a, b] = [get("/api/v2/users/me"), get("/api/v2/flows")];
    expect(compare([a, b], [b, a, a, a]).differences.map(({ reference, other }) => `${reference} | ${other}`)).toEqual([
      "GET /api/v2/users/me, once | GET /api/v2/users/me, 3 times",
      "GET /api/v2/users/me, then GET /api/v2/flows | GET /api/v2/flows, then GET /api/v2/users/me",
    ]);
  });

  test("takes ids that each client was given by an earlier answer for the same", () => {
    const ids = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
    const calls = (id = "", other = id, status = 200): readonly WireCall[] => [
      { answer: { status: 200, body: { id } } },
      { ...get(`${launch}/${other}`), answer: { status } },
    ];
    expect(compare(calls(ids[0]), calls(ids[1], ids[1], 404))).toMatchObject({ differences: [], hidden: 1 });
    // An id that nobody gave it is its own fault.
    expect(compare(calls(ids[0]), calls(ids[0], ids[1], 404)).differences.map(({ part }) => part)).toEqual(["path"]);
  });

  test("says that a client made no call", () => {
    expect(compare({}, [])).toMatchObject({
      call: `POST ${launch}`,
      referenceAnswer: "200",
      answer: "it made no call",
      differences: [{ part: "calls", reference: `POST ${launch}, once` }],
    });
  });

  test("takes the first client for the reference where none met the expectation", () => {
    const runs = [aRun("app", [{}]), aRun("curl", [{}]), aRun("sdk", [{}])];
    const compared = compareWire({ contract: "thread", runs });
    expect(compared).toMatchObject({ contract: "thread", reference: "app" });
    expect(compared?.others.map(({ client }) => client)).toEqual(["curl", "sdk"]);
  });

  test("has nothing to say about a single client", () => {
    expect(compareWire({ contract: "published", runs: [aRun("app", [{}])] })).toBeUndefined();
  });

  test("bears bodies that are deep, wide and broken", () => {
    const deep = "[".repeat(50_000) + "]".repeat(50_000);
    const wide = JSON.stringify(Array.from({ length: 200_000 }, (_, index) => index));
    expect(compare({ body: deep }, { body: `[${deep}]` }).differences).toEqual([]);
    expect(compare({ body: wide }, { body: `[${"0,".repeat(200_000)}0]` }).differences).toHaveLength(50);
    expect(compare({}, { ...withHeader(["Content-Encoding", "gzip"]), body: "no gzip" }).differences).toMatchObject([
      { part: "body", other: expect.stringContaining("cannot be read") },
      { name: "content-encoding" },
    ]);
  });
});
