import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { expectOauthError } from "#test/helpers/expect-oauth-error.ts";

const contracts = createContractTable();
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
const fullAccess = basic(knownIds.fullAccessClient, "mock-secret-full-access");
const shortLived = basic(knownIds.shortLivedClient, "mock-secret-short-lived");

const logIn = ({ api }: TestMock, { authorization = fullAccess } = {}) =>
  api.post("/oauth/token").set("Authorization", authorization).type("form").send({ grant_type: "client_credentials" });

describe("POST /oauth/token, the token", () => {
  test("lives for as long as its client says, on the org's clock", async () => {
    const server = aMock({ contracts });
    const { access_token: token, expires_in: lifetime } = (await logIn(server, { authorization: shortLived })).body;
    expect(lifetime).toBe(300);
    const call = () => server.api.get("/api/v2/users").auth(token, { type: "bearer" });
    await server.api.post("/__mock/clock").send({ advance: 299.999 });
    expect((await call()).status).toBe(200);
    await server.api.post("/__mock/clock").send({ advance: 0.001 });
    const response = await call();
    expect(response.status).toBe(401);
    expect(response.body).toMatchObject({ code: "bad.credentials" });
  });

  test("is another one each time, and the former stays good", async () => {
    const server = aMock({ contracts });
    const first = (await logIn(server)).body.access_token;
    const second = (await logIn(server)).body.access_token;
    expect(second).not.toBe(first);
    for (const token of [first, second])
      expect((await server.api.get("/api/v2/users").auth(token, { type: "bearer" })).status).toBe(200);
  });

  test("is never one that the org has already", async () => {
    const server = aMock({ contracts });
    const first = (await logIn(server)).body.access_token;
    const org = (await server.api.get("/__mock/org")).body;
    await server.api.put("/__mock/org").send(org);
    expect((await logIn(server)).body.access_token).not.toBe(first);
  });

  test("has the scopes and the rights of its client", async () => {
    const server = aMock({ contracts });
    const authorization = basic(knownIds.noLaunchClient, "mock-secret-no-launch");
    const { access_token: token } = (await logIn(server, { authorization })).body;
    expect(await server.mock.org().tokens.get(token)).toEqual({
      accessToken: token,
      clientId: knownIds.noLaunchClient,
      scopes: ["architect:readonly", "authorization:readonly", "users:readonly", "user-basic-info"],
      expiresAt: "2026-03-03T09:30:00.000Z",
    });
    const launch = await server.api
      .post("/api/v2/flows/executions")
      .auth(token, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow });
    expect(launch.body).toMatchObject({ code: "missing.any.permissions" });
  });

  test("is not kept when the login is refused", async () => {
    const server = aMock({ contracts });
    const before = await server.mock.org().tokens.list();
    await logIn(server, { authorization: basic(knownIds.fullAccessClient, "wrong") });
    expect(await server.mock.org().tokens.list()).toEqual(before);
  });
});

describe("POST /oauth/token, the rate limit", () => {
  test("answers 400 with Retry-After to one request of a client more than tokenRequestsPerMinute allows", async () => {
    const server = aMock({ contracts, settings: { tokenRequestsPerMinute: 2 } });
    for (const _time of [1, 2]) expect((await logIn(server)).status).toBe(200);
    await server.api.post("/__mock/clock").send({ advance: 15 });
    const response = await logIn(server);
    expectOauthError(
      response,
      { contract: contracts.get("published"), operationId: "postOauthToken", headers: ["retry-after"] },
      { error: "invalid_request", description: "rate limit exceeded; retry in 45 seconds" },
    );
    expect(response.headers["retry-after"]).toBe("45");
    expect((await logIn(server, { authorization: shortLived })).status).toBe(200);
    await server.api.post("/__mock/clock").send({ advance: 45 });
    expect((await logIn(server)).status).toBe(200);
  });

  test("is off by default", async () => {
    const server = aMock({ contracts });
    for (let time = 0; time < 400; time += 1) expect((await logIn(server)).status).toBe(200);
  });
});
