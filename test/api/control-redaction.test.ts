import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aClient, aToken } from "#test/helpers/entities.ts";
import { aCode, codeForm, proofKey, sendLogin, sendTokenRequest } from "#test/helpers/log-in.ts";

const contracts = createContractTable();
const secret = "mock-secret-full-access";
const canaries = [
  { what: "a documented token", canary: knownTokens.fullAccess },
  { what: "an expired token", canary: knownTokens.expired },
  { what: "a client's secret", canary: secret },
  { what: "an own token", canary: "k7-Own_Token.canary~x" },
  { what: "a token as short as one can be", canary: "k7x-9q" },
];

/** Everything that the control plane shows of the exchanges, as a list and one by one. */
async function shownOf({ api, mock }: TestMock): Promise<string> {
  const texts = [(await api.get("/__mock/exchanges")).text];
  for (const { contextId } of mock.exchanges.list()) texts.push((await api.get(`/__mock/exchanges/${contextId}`)).text);
  return texts.join("\n");
}

async function serverKnowing(canary: string): Promise<TestMock> {
  const server = aMock({ contracts });
  if (canary !== secret && (await server.mock.org().tokens.get(canary)) === undefined)
    await aToken(server.mock, { accessToken: canary });
  return server;
}

describe("what GET /__mock/exchanges shows of a usable token", () => {
  const launch = ({ api }: TestMock, body: unknown) =>
    api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send(JSON.stringify(body))
      .type("json");
  const places: Readonly<Record<string, (server: TestMock, canary: string) => PromiseLike<unknown>>> = {
    "the header Authorization": ({ api }, canary) => api.get("/api/v2/users").auth(canary, { type: "bearer" }),
    "the header Authorization without a scheme": ({ api }, canary) =>
      api.get("/api/v2/users").set("Authorization", canary),
    "the header Cookie": ({ api }, canary) => api.get("/api/v2/users").set("Cookie", `session=${canary}; a=b`),
    "a header of another name": ({ api }, canary) => api.get("/api/v2/users").set("X-Token", canary),
    "a header that quotes it": ({ api }, canary) => api.get("/api/v2/users").set("X-Debug", `token="${canary}";`),
    "the query": ({ api }, canary) => api.get(`/api/v2/users?token=${encodeURIComponent(canary)}`),
    "a refused query value": ({ api }, canary) =>
      api.get(`/api/v2/users?state=${encodeURIComponent(canary)}`).auth(knownTokens.user, { type: "bearer" }),
    "a part of the path": ({ api }, canary) => api.get(`/api/v2/users/${encodeURIComponent(canary)}`),
    "an unknown path": ({ api }, canary) => api.get(`/login/${encodeURIComponent(canary)}`),
    "a value of the body": (server, canary) => launch(server, { flowId: canary, inputData: { token: canary } }),
    "a property name of the body": (server, canary) => launch(server, { [canary]: 1 }),
    "a body that is not JSON": (server, canary) => launch(server, `{${canary}`),
    "a form": ({ api }, canary) =>
      api.post("/oauth/token").type("form").send({ grant_type: canary, client_secret: canary }),
    "a Content-Type": ({ api }, canary) =>
      api.post("/api/v2/flows/executions").auth(knownTokens.user, { type: "bearer" }).type(canary).send("x"),
  };
  const cases = canaries.flatMap((one) => Object.keys(places).map((place) => ({ ...one, place })));

  test.each(cases)("is nothing of $what in $place", async ({ canary, place }) => {
    const server = await serverKnowing(canary);
    await places[place]?.(server, canary);
    expect(server.mock.exchanges.list()).toHaveLength(1);
    const shown = await shownOf(server);
    expect(shown).not.toContain(canary);
    expect(shown).not.toContain(encodeURIComponent(canary));
    expect(shown).toContain("<redacted>");
  });

  const { fullAccess: token } = knownTokens;
  const neighbours = [
    { where: "after a percent-encoded character", path: `/api/v2/users?next=%2F${token}` },
    { where: "between percent-encoded quotes", path: `/api/v2/users?q=%22${token}%22` },
    { where: "after a percent-encoded Bearer", path: `/api/v2/users?auth=Bearer%20${token}` },
    { where: "joined to a prefix by an underscore", path: `/api/v2/users?q=token_${token}` },
    { where: "joined to a prefix by a hyphen", path: `/api/v2/users?q=the-${token}` },
  ];
  test.each(neighbours)("is nothing of it $where in the query", async ({ path }) => {
    const server = aMock({ contracts });
    await server.api.get(path);
    expect(await shownOf(server)).not.toContain(token);
  });

  test.each([
    { where: "after an escaped line break", text: `line\n${token}` },
    { where: "after an escaped tab", text: `\t${token}` },
    { where: "after an escaped character", text: `\u0001${token}` },
    { where: "inside JSON in JSON", text: JSON.stringify({ access_token: token }) },
  ])("is nothing of it $where in the body", async ({ text }) => {
    const server = aMock({ contracts });
    await launch(server, { flowId: text });
    expect(await shownOf(server)).not.toContain(token);
  });

  test("is nothing of it as the name of a header", async () => {
    const server = aMock({ contracts });
    await server.api.get("/api/v2/users").set(token, "1");
    expect(await shownOf(server)).not.toContain(token);
  });

  test("is nothing of a token that the login host has just given", async () => {
    const server = aMock({ contracts });
    const response = await server.api
      .post("/oauth/token")
      .auth(knownIds.fullAccessClient, secret)
      .type("form")
      .send({ grant_type: "client_credentials" });
    expect(response.status).toBe(200);
    await server.api.get("/api/v2/users/me").auth(response.body.access_token, { type: "bearer" });
    const shown = await shownOf(server);
    expect(shown).not.toContain(response.body.access_token);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(Buffer.from(`${knownIds.fullAccessClient}:${secret}`).toString("base64"));
    expect(shown).toContain('\\"access_token\\":\\"<redacted>\\"');
  });

  test("is nothing of a code, a verifier and the tokens of a login in a browser, before and after they are used", async () => {
    const server = aMock({ contracts });
    const challenge = { code_challenge: proofKey.challenge, code_challenge_method: "S256" };
    const code = await aCode(server, challenge);
    const verifier = "not-the-verifier-not-the-verifier-not-the-verifier";
    await sendTokenRequest(server, codeForm(code, { code_verifier: verifier }));
    expect(await shownOf(server)).not.toContain(code);
    await sendTokenRequest(server, codeForm(code, { code_verifier: proofKey.verifier }));
    const { body } = await sendTokenRequest(server, codeForm(await aCode(server)));
    const refreshed = await sendTokenRequest(server, {
      grant_type: "refresh_token",
      refresh_token: body.refresh_token,
    });
    await sendTokenRequest(server, { grant_type: "refresh_token", refresh_token: body.refresh_token });
    const implicit = await sendLogin(server, { client_id: knownIds.implicitClient, response_type: "token" });
    const fragment = new URLSearchParams(new URL(implicit.headers["location"] ?? "").hash.slice(1));
    const secrets = [code, verifier, proofKey.verifier, fragment.get("access_token")];
    const tokens = [body, refreshed.body].flatMap((given) => [given.access_token, given.refresh_token]);
    const shown = await shownOf(server);
    for (const text of [...secrets, ...tokens]) {
      expect(text).toMatch(/.{40}/);
      expect(shown).not.toContain(text);
    }
    expect(shown).toContain("/callback?code=<redacted>");
  });

  test("is nothing of a token that was minted", async () => {
    const server = aMock({ contracts });
    const minted = (await server.api.post("/__mock/tokens").send({})).body.access_token;
    await server.api.get(`/api/v2/users/${minted}?a=${minted}`).set("X-Token", minted);
    expect(await shownOf(server)).not.toContain(minted);
  });

  const credentials = Buffer.from(`${knownIds.fullAccessClient}:${secret}`).toString("base64");
  test.each([
    {
      place: "a header of another name",
      send: ({ api }: TestMock) => api.get("/api/v2/users").set("X-Auth", credentials),
    },
    {
      place: "the query",
      send: ({ api }: TestMock) => api.get(`/api/v2/users?auth=${encodeURIComponent(credentials)}`),
    },
    { place: "the body", send: (server: TestMock) => launch(server, { auth: credentials }) },
  ])("is nothing of a client's Basic credentials in $place", async ({ send }) => {
    const server = aMock({ contracts });
    await send(server);
    expect(await shownOf(server)).not.toContain(credentials.replaceAll("=", ""));
  });

  test.each(['quote"d\\secret', "it's 1 (secret)!", "sécret ~ ü", "a+b/c=="])(
    "is nothing of the unusual secret %s in a form, in JSON and in the query",
    async (unusual) => {
      const server = aMock({ contracts });
      await server.mock.org().oauthClients.put(aClient({ secret: unusual }));
      await server.api
        .post("/oauth/token")
        .type("form")
        .send(new URLSearchParams({ a: unusual }).toString());
      await server.api.get(`/api/v2/users?${new URLSearchParams({ a: unusual }).toString()}`);
      await server.api.get(`/api/v2/users?a=${encodeURIComponent(unusual)}`);
      await launch(server, { flowId: unusual, client_secret: unusual });
      const shown = await shownOf(server);
      const forms = [unusual, encodeURIComponent(unusual), new URLSearchParams({ a: unusual }).toString().slice(2)];
      const inJson = JSON.stringify(unusual).slice(1, -1);
      for (const form of [...forms, inJson, JSON.stringify(inJson).slice(1, -1)]) expect(shown).not.toContain(form);
    },
  );

  test("is its scheme, since that explains many a 401", async () => {
    const { api } = aMock({ contracts });
    const answer = await api.get("/api/v2/users").set("Authorization", "Basic abc:def");
    const { body } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body.request.headers.authorization).toBe("Basic <redacted>");
  });

  test.each([
    { what: "no token at all", authorization: undefined },
    { what: "an unknown token", authorization: "Bearer nobodys-token" },
    { what: "the scheme Basic", authorization: "Basic bm9ib2R5" },
  ])("leaves the mock's own texts alone in the refusal of $what", async ({ authorization }) => {
    const { api } = aMock({ contracts });
    const request = api.get("/api/v2/users");
    const answer = await (authorization === undefined ? request : request.set("Authorization", authorization));
    const { body } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body.response.body).toBe(answer.text);
    expect(body.problems[0].expected).toBe("Bearer and a valid access token");
  });

  test("leaves alone what is no secret", async () => {
    const server = aMock({ contracts });
    const answer = await launch(server, { flowId: knownIds.unknownFlow, name: "mock-tokens are fine" });
    const { body } = await server.api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body.request.body).toBe(JSON.stringify({ flowId: knownIds.unknownFlow, name: "mock-tokens are fine" }));
  });
});
