import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { controlSchemas } from "#mock-server/control/control-schemas.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { aClient, aFlow, anExecution, aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();

/** An org with one of everything. */
const smallOrg = {
  organization: { id: "org", name: "Small org" },
  divisions: [{ id: "home", name: "Home", description: "", homeDivision: true }],
  roles: [{ id: "role", name: "Role", description: "", default: false, permissions: ["architect:*:*"] }],
  users: [aUser({ grants: [{ roleId: "role", divisionId: "home" }], title: "T", department: "D" })],
  flows: [aFlow({ inputSchema: { type: "object" }, outputData: { a: [1] }, completionReason: "Done" })],
  executions: [anExecution({ flowErrorInfo: { message: "m", code: "c", status: 500 } })],
  oauthClients: [aClient({ scope: ["users"] })],
  tokens: [{ accessToken: "small-token", clientId: aClient().id, userId: aUser().id, scopes: [], permissions: [] }],
};

describe("GET /__mock/org", () => {
  test("answers the same bytes for the same seed and others for another", async () => {
    const orgOf = async (seed: number) => (await aMock({ contracts, seed }).api.get("/__mock/org")).text;
    const one = await orgOf(1);
    expect(await orgOf(1)).toBe(one);
    expect(await orgOf(2)).not.toBe(one);
    expect(await orgOf(0)).not.toBe(one);
  });

  test("has the documented ids and tokens for every seed", async () => {
    const known = Object.entries(knownIds).filter(([name]) => !name.startsWith("unknown"));
    for (const seed of [1, 2, 99]) {
      const { text } = await aMock({ contracts, seed }).api.get("/__mock/org");
      for (const [, id] of known) expect(text).toContain(id);
      for (const token of Object.values(knownTokens)) expect(text).toContain(token);
      expect(text).not.toContain(knownIds.unknownUser);
      expect(text).not.toContain(knownIds.unknownFlow);
    }
  });

  test("has at least 30 active users, and inactive and deleted ones, in several divisions", async () => {
    const { body } = await aMock({ contracts }).api.get("/__mock/org");
    const users: { state: string; divisionId: string }[] = body.users;
    const count = (state: string) => users.filter((user) => user.state === state).length;
    expect(count("active")).toBeGreaterThanOrEqual(30);
    expect(count("inactive")).toBeGreaterThanOrEqual(1);
    expect(count("deleted")).toBeGreaterThanOrEqual(1);
    expect(new Set(users.map(({ divisionId }) => divisionId)).size).toBeGreaterThanOrEqual(2);
    const names: { name: string }[] = body.oauthClients;
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Full access", "Read only", "No launch", "Short-lived tokens"]),
    );
  });
});

describe("PUT /__mock/org", () => {
  test("takes what GET gives and gives it back, byte for byte", async () => {
    const { api } = aMock({ contracts });
    await api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow, inputData: { "Flow.a": "ä\u2028" } });
    await api.post("/__mock/tokens").send({ userId: knownIds.activeUser, scopes: ["users"], expiresIn: 60 });
    const { text } = await api.get("/__mock/org");
    const put = await api.put("/__mock/org").type("application/json").send(text);
    expect(put.status).toBe(200);
    expect(put.text).toBe(text);
    expect((await api.get("/__mock/org")).text).toBe(text);
  });

  test("replaces the whole org", async () => {
    const { api } = aMock({ contracts });
    const put = await api.put("/__mock/org").send(smallOrg);
    expect(put.status).toBe(200);
    expect(put.body).toEqual(smallOrg);
    const old = await api.get("/api/v2/users").auth(knownTokens.fullAccess, { type: "bearer" });
    expect(old.status).toBe(401);
    const me = await api.get(`/api/v2/users/${aUser().id}`).auth("small-token", { type: "bearer" });
    expect(me.body).toMatchObject({ code: "not.authorized" });
  });

  test("makes the loaded executions readable", async () => {
    const { api } = aMock({ contracts });
    await api
      .put("/__mock/org")
      .send({ ...smallOrg, tokens: [{ accessToken: "org-token", clientId: "nobody", permissions: ["*"] }] });
    const response = await api
      .get(`/api/v2/flows/executions/${anExecution().id}`)
      .auth("org-token", { type: "bearer" });
    expect(response.status).toBe(200);
  });

  test("never gives an execution an id that the org has already", async () => {
    const { api } = aMock({ contracts });
    const launch = () =>
      api
        .post("/api/v2/flows/executions")
        .auth(knownTokens.fullAccess, { type: "bearer" })
        .send({ flowId: knownIds.publishedFlow });
    const first = (await launch()).body.id;
    await api.put("/__mock/org").send((await api.get("/__mock/org")).body);
    expect((await launch()).body.id).not.toBe(first);
    expect((await api.get("/__mock/org")).body.executions).toHaveLength(2);
  });

  const keys = Object.keys(controlSchemas.org.properties).join(", ");
  const userKeys = Object.keys(controlSchemas.user.properties).join(", ");
  const { users: _users, ...withoutUsers } = smallOrg;
  const mistakes = [
    {
      what: "a misspelt key",
      body: { ...smallOrg, usres: [] },
      message: `the body has the unknown property "usres"; did you mean "users"? It can have ${keys}.`,
    },
    { what: "a missing key", body: withoutUsers, message: 'the body lacks the property "users".' },
    {
      what: "a misspelt key of a user",
      body: { ...smallOrg, users: [{ ...aUser(), departement: "D" }] },
      message: `/users/0 has the unknown property "departement"; did you mean "department"? It can have ${userKeys}.`,
    },
    {
      what: "a state that no user can have",
      body: { ...smallOrg, users: [aUser(), { ...aUser({ id: "other" }), state: "actve" }] },
      message: '/users/1/state is "actve"; expected one of active, inactive, deleted.',
    },
    {
      what: "a flow's version that is no number",
      body: { ...smallOrg, flows: [aFlow({ version: "latest" })] },
      message: '/flows/0/version must match pattern "^[1-9]\\d{0,8}\\.0$", found "latest".',
    },
    {
      what: "a token lifetime that the platform does not allow",
      body: { ...smallOrg, oauthClients: [aClient({ accessTokenValiditySeconds: 299 })] },
      message: "/oauthClients/0/accessTokenValiditySeconds must be >= 300, found 299.",
    },
    {
      what: "a secret that is too short to be kept out of logs",
      body: { ...smallOrg, oauthClients: [aClient({ secret: "short" })] },
      message: '/oauthClients/0/secret must NOT have fewer than 6 characters, found "short".',
    },
    {
      what: "a token that is too short to be kept out of logs",
      body: { ...smallOrg, tokens: [{ accessToken: "token", clientId: aClient().id }] },
      message: '/tokens/0/accessToken must NOT have fewer than 6 characters, found "token".',
    },
    {
      what: "two mistakes",
      body: { ...withoutUsers, flows: {} },
      message: 'the body lacks the property "users". /flows must be array, found {}.',
    },
    { what: "a list", body: [], message: "the body must be object, found []." },
  ];
  test.each(mistakes)("answers 400, says what is wrong and changes nothing: $what", async ({ body, message }) => {
    const { api } = aMock({ contracts });
    const before = (await api.get("/__mock/org")).text;
    const response = await api.put("/__mock/org").send(body);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({ code: "control.body.invalid", message });
    expect((await api.get("/__mock/org")).text).toBe(before);
  });

  test("answers 400 to no body", async () => {
    const response = await aMock({ contracts }).api.put("/__mock/org");
    expect(response.status).toBe(400);
    expect(response.body.code).toBe("control.body.invalid");
    expect(response.body.message).toMatch(/^the body lacks the property "organization"\./);
  });

  test.each([
    {
      what: "a token",
      body: { ...smallOrg, tokens: [{ accessToken: "org-token", clientId: "c", expiresAt: "2026-13-01T00:00:00Z" }] },
    },
    { what: "an execution", body: { ...smallOrg, executions: [anExecution({ endsAt: "2026-01-01T25:00:00Z" })] } },
  ])("answers 400 to a time that does not exist: $what", async ({ body }) => {
    const response = await aMock({ contracts }).api.put("/__mock/org").send(body);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: "control.body.invalid" });
  });

  test("tells ten mistakes and how many more there are", async () => {
    const users = Array.from({ length: 13 }, (_, position) => ({ ...aUser({ id: `u${position}` }), version: 0 }));
    const response = await aMock({ contracts })
      .api.put("/__mock/org")
      .send({ ...smallOrg, users });
    expect(response.body.message.match(/must be >= 1, found 0/g)).toHaveLength(10);
    expect(response.body.message).toMatch(/\. and 3 more\.$/);
  });
});
