import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();
const tokenKeys = "userId, clientId, permissions, scopes, expiresIn";

const mint = async ({ api }: TestMock, order: object): Promise<string> =>
  (await api.post("/__mock/tokens").send(order)).body.access_token;
const launch = ({ api }: TestMock, token: string) =>
  api.post("/api/v2/flows/executions").auth(token, { type: "bearer" }).send({ flowId: knownIds.publishedFlow });
const me = ({ api }: TestMock, token: string) => api.get("/api/v2/users/me").auth(token, { type: "bearer" });

describe("POST /__mock/tokens", () => {
  test.each(["an empty object", "no body"])(
    "mints a client-credentials token with every right from %s",
    async (what) => {
      const server = aMock({ contracts });
      const request = server.api.post("/__mock/tokens");
      const response = await (what === "no body" ? request : request.send({}));
      expect(response.status).toBe(200);
      expect(response.body).toEqual({
        access_token: expect.stringMatching(/^[\w-]{86}$/),
        token_type: "bearer",
        expires_in: 86_400,
      });
      const token = response.body.access_token;
      expect((await launch(server, token)).status).toBe(200);
      expect((await me(server, token)).body).toMatchObject({ code: "not.a.user" });
      expect(await server.mock.org().tokens.get(token)).toEqual({
        accessToken: token,
        clientId: knownIds.fullAccessClient,
        permissions: ["*:*:*"],
        expiresAt: "2026-03-03T09:30:00.000Z",
      });
    },
  );

  test("mints a user's token with userId", async () => {
    const server = aMock({ contracts });
    const response = await me(server, await mint(server, { userId: knownIds.activeUser }));
    expect(response.status).toBe(200);
    expect(response.body.id).toBe(knownIds.activeUser);
  });

  test("mints a token of the client with clientId", async () => {
    const server = aMock({ contracts });
    const token = await mint(server, { clientId: knownIds.readOnlyClient });
    const response = await server.api.get("/api/v2/authorization/subjects/me").auth(token, { type: "bearer" });
    expect(response.body.id).toBe(knownIds.readOnlyClient);
  });

  test("gives a token just the permissions and scopes that are asked for", async () => {
    const server = aMock({ contracts });
    const permitted = await mint(server, { permissions: ["architect:flow:launch"] });
    expect((await launch(server, permitted)).status).toBe(200);
    const notPermitted = await mint(server, { permissions: ["architect:flow:view"] });
    expect((await launch(server, notPermitted)).body).toMatchObject({ code: "missing.any.permissions" });
    const notScoped = await mint(server, { userId: knownIds.activeUser, scopes: ["users"] });
    expect((await launch(server, notScoped)).body).toMatchObject({ code: "not.authorized" });
  });

  test("mints a token that expires when it is told to, on the org's clock", async () => {
    const server = aMock({ contracts });
    const token = await mint(server, { userId: knownIds.activeUser, expiresIn: 10 });
    server.mock.clock.advance(9_999);
    expect((await me(server, token)).status).toBe(200);
    server.mock.clock.advance(1);
    expect((await me(server, token)).status).toBe(401);
  });

  test.each([0, -60])("mints a token that has expired already with expiresIn %s", async (expiresIn) => {
    const server = aMock({ contracts });
    const response = await server.api.post("/__mock/tokens").send({ expiresIn });
    expect(response.body.expires_in).toBe(expiresIn);
    expect((await launch(server, response.body.access_token)).status).toBe(401);
  });

  test("mints another token each time, the same ones for the same seed", async () => {
    const tokensOf = async (seed: number) => {
      const server = aMock({ contracts, seed });
      return [await mint(server, {}), await mint(server, {})];
    };
    const tokens = await tokensOf(1);
    expect(new Set(tokens).size).toBe(2);
    expect(await tokensOf(1)).toEqual(tokens);
    expect(await tokensOf(2)).not.toEqual(tokens);
  });

  test("never gives a token that the org has already, so that no token gets another's rights", async () => {
    const server = aMock({ contracts });
    const weak = await mint(server, { permissions: [] });
    await server.api.put("/__mock/org").send((await server.api.get("/__mock/org")).body);
    const strong = await mint(server, {});
    expect(strong).not.toBe(weak);
    expect((await launch(server, weak)).status).toBe(403);
  });

  test.each([
    {
      order: { permission: [] },
      message: `the body has the unknown property "permission"; did you mean "permissions"? It can have ${tokenKeys}.`,
    },
    {
      order: { expires_in: 5 },
      message: `the body has the unknown property "expires_in"; did you mean "expiresIn"? It can have ${tokenKeys}.`,
    },
    { order: { scopes: "users" }, message: '/scopes must be array, found "users".' },
    { order: { expiresIn: "5" }, message: '/expiresIn must be number, found "5".' },
    { order: { userId: "" }, message: '/userId must NOT have fewer than 1 characters, found "".' },
    {
      order: { userId: knownIds.unknownUser },
      message: `No user has the id "${knownIds.unknownUser}". GET /__mock/org lists them.`,
    },
    {
      order: { clientId: "Full access" },
      message: 'No OAuth client has the id "Full access". GET /__mock/org lists them.',
    },
  ])("answers 400 and mints none: $message", async ({ order, message }) => {
    const { api, mock } = aMock({ contracts });
    const before = await mock.org().tokens.list();
    const response = await api.post("/__mock/tokens").send(order);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
    expect(await mock.org().tokens.list()).toEqual(before);
  });
});
