import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { controlCalls } from "#mock-server/control/control-calls.ts";
import { readOrgData } from "#mock-server/org/org.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { version } from "#mock-server/version.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aUser } from "#test/helpers/entities.ts";

const contracts = createContractTable();

const list = controlCalls.map(({ method, path }) => `${method.toUpperCase()} /__mock${path}`).join(", ");

const launch = ({ api }: TestMock) =>
  api
    .post("/api/v2/flows/executions")
    .auth(knownTokens.fullAccess, { type: "bearer" })
    .send({ flowId: knownIds.publishedFlow });

describe("GET /__mock/health", () => {
  test("answers 200 with contract, seed, version and settings", async () => {
    const response = await aMock({ contracts, seed: 7 }).api.get("/__mock/health");
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      status: "up",
      contract: "published",
      contracts: ["published", "thread"],
      seed: 7,
      version,
      settings: expect.objectContaining({
        unknownProperties: "refuse",
        oauthErrorStatus: 400,
        requestBytesMax: 512_000,
        maxPageSize: 500,
        executionRetentionDays: 7,
        inputDataValidation: "refuse",
        tokenRatePerMinute: 0,
        clientRatePerMinute: 0,
      }),
    });
    expect(Object.keys(response.body.settings)).toEqual(Object.keys(contracts.get("published").settings));
  });

  test("names the contract and the settings that the mock was started with", async () => {
    const settings = { oauthErrorStatus: 401, unknownProperties: "drop" };
    const published = await aMock({ contracts, settings }).api.get("/__mock/health");
    expect(published.body.settings).toMatchObject(settings);
    const thread = await aMock({ contracts, contract: "thread", settings }).api.get("/__mock/health");
    expect(thread.body).toMatchObject({
      contract: "thread",
      settings: { oauthErrorStatus: 401, unknownProperties: "refuse" },
    });
  });
});

describe("POST /__mock/reset", () => {
  test("goes back to the seeded org, in real time, without exchanges and faults", async () => {
    const server = aMock({ contracts });
    const { api } = server;
    const before = (await api.get("/__mock/org")).text;
    await launch(server);
    await api.post("/__mock/users").send(aUser());
    await api.post("/__mock/tokens").send({});
    await api.post("/__mock/faults").send({ status: 500 });
    await api.post("/__mock/clock").send({ frozen: true, advance: 60 });
    expect((await api.get("/__mock/org")).text).not.toBe(before);

    const response = await api.post("/__mock/reset");
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ reset: true });
    expect((await api.get("/__mock/org")).text).toBe(before);
    expect((await api.get("/__mock/exchanges")).body).toEqual([]);
    expect((await api.get("/__mock/faults")).body).toEqual([]);
    expect((await api.get("/__mock/clock")).body).toEqual({ now: "2026-03-02T09:30:00.000Z", frozen: false });
  });

  test("goes back to the org that the mock was started with, not to one that was put", async () => {
    const data = await readOrgData(aMock({ contracts }).mock.org());
    const { api } = aMock({ contracts, org: { ...data, users: [aUser()] } });
    await api.put("/__mock/org").send({ ...data, users: [] });
    await api.post("/__mock/reset");
    expect((await api.get("/__mock/org")).body.users).toEqual([aUser()]);
  });

  test("lets a run repeat itself to the byte", async () => {
    const server = aMock({ contracts });
    const first = (await launch(server)).text;
    await server.api.post("/__mock/reset");
    expect((await launch(server)).text).toBe(first);
  });

  test("makes a token that was minted before useless", async () => {
    const { api } = aMock({ contracts });
    const token = (await api.post("/__mock/tokens").send({})).body.access_token;
    await api.post("/__mock/reset");
    expect((await api.get("/api/v2/users").auth(token, { type: "bearer" })).status).toBe(401);
  });
});

describe("the control plane", () => {
  test("has just these calls", () => {
    expect(list.split(", ")).toEqual([
      "GET /__mock/health",
      "POST /__mock/reset",
      "GET /__mock/org",
      "PUT /__mock/org",
      "POST /__mock/users",
      "POST /__mock/flows",
      "POST /__mock/tokens",
      "POST /__mock/executions/:id",
      "POST /__mock/authorizations",
      "GET /__mock/faults",
      "POST /__mock/faults",
      "DELETE /__mock/faults",
      "DELETE /__mock/faults/:id",
      "GET /__mock/clock",
      "POST /__mock/clock",
      "GET /__mock/exchanges",
      "GET /__mock/exchanges/:id",
      "POST /__mock/explain",
    ]);
  });

  test.each([
    { method: "get", path: "/__mock/helth", asked: "GET /__mock/helth" },
    { method: "get", path: "/__mock", asked: "GET /__mock/" },
    { method: "delete", path: "/__mock/org", asked: "DELETE /__mock/org" },
    { method: "get", path: "/__mock/tokens", asked: "GET /__mock/tokens" },
    { method: "post", path: "/__mock/Reset", asked: "POST /__mock/Reset" },
    { method: "get", path: "/__mock/health/", asked: "GET /__mock/health/" },
    { method: "get", path: "/__mock/exchanges/a/b", asked: "GET /__mock/exchanges/a/b" },
  ] as const)("answers 404 and the calls that there are to $method $path", async ({ method, path, asked }) => {
    const response = await aMock({ contracts }).api[method](path);
    expect(response.status).toBe(404);
    expect(response.body).toEqual({
      code: "control.unknown.call",
      message: `There is no ${asked}. The control plane has ${list}.`,
    });
  });

  const withBody = controlCalls.filter(({ method, path }) => method !== "get" && path !== "/reset");
  test.each(withBody)("answers 400 to a body that is not JSON: $method $path", async ({ method, path }) => {
    const { api, bugs } = aMock({ contracts });
    const response = await api[method](`/__mock${path}`).type("application/json").send('{"a":');
    expect(response.status).toBe(400);
    expect(response.body.code).toBe("control.body.unreadable");
    expect(response.body.message).toMatch(/^Expected a JSON body: /);
    expect(bugs).toEqual([]);
  });

  test("reads a body as JSON whatever its Content-Type", async () => {
    const { api } = aMock({ contracts });
    const response = await api.post("/__mock/clock").type("text/plain").send('{"advance":1}');
    expect(response.status).toBe(200);
    expect(response.body.now).toBe("2026-03-02T09:30:01.000Z");
  });

  test("answers 413 to a body beyond its limit", async () => {
    const { api, bugs } = aMock({ contracts });
    const response = await api
      .put("/__mock/org")
      .type("application/json")
      .send(" ".repeat(33 * 1024 * 1024));
    expect(response.status).toBe(413);
    expect(response.body).toEqual({
      code: "control.body.too.large",
      message: "Expected a body of at most 32 MB, found more.",
    });
    expect(bugs).toEqual([]);
  });

  test("answers 400 to a path that cannot be decoded", async () => {
    const { api, bugs } = aMock({ contracts });
    const response = await api.get("/__mock/exchanges/%E0%A4%A");
    expect(response.status).toBe(400);
    expect(response.body).toEqual({
      code: "control.path.unreadable",
      message: "Expected a path whose % signs are followed by two hexadecimal digits.",
    });
    expect(bugs).toEqual([]);
  });

  test("answers JSON without a word about its server", async () => {
    const { headers } = await aMock({ contracts }).api.get("/__mock/health");
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("etag");
  });

  test("is not part of any contract and keeps no exchanges of its own", async () => {
    const { api, mock } = aMock({ contracts });
    await api.get("/__mock/health");
    await api.get("/__mock/org");
    expect(mock.exchanges.list()).toEqual([]);
    for (const name of ["published", "thread"] as const)
      expect(contracts.get(name).operations.filter(({ path }) => path.startsWith("/__mock"))).toEqual([]);
  });
});
