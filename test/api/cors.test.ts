import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

/** Origins of pages: of a site, of a development server, of an Electron renderer that was loaded from a file. */
const origins = ["https://app.example.com", "http://localhost:5173", "null", "file://"];
const corsHeaders = ({ headers }: { headers: Record<string, string> }) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-")));
const shared = { "access-control-allow-origin": "*", "access-control-expose-headers": "ININ-Correlation-Id" };

const preflight = ({ api }: TestMock, path: string, headers: Record<string, string> = {}) =>
  api.options(path).set({ Origin: "http://localhost:5173", "Access-Control-Request-Method": "POST", ...headers });

describe.each(contractNames)("a page of another origin, %s", (contract) => {
  test.each(origins)("can read what it asked for: %s", async (origin) => {
    const response = await sendCall(aMock({ contracts, contract }), goodCalls.getUsers(contract), { Origin: origin });
    expect(response.status).toBe(200);
    expect(corsHeaders(response)).toEqual(shared);
  });

  test("can read a token that it logged in for", async () => {
    const call = goodCalls.postOauthToken(contract);
    const response = await sendCall(aMock({ contracts, contract }), call, { Origin: "null" });
    expect(response.status).toBe(200);
    expect(corsHeaders(response)).toEqual(shared);
  });

  test.each([
    { status: 401, path: "/api/v2/users" },
    { status: 404, path: "/api/v2/nothing" },
    { status: 404, path: "/" },
  ])("can read a refusal: $status $path", async ({ status, path }) => {
    const response = await aMock({ contracts, contract }).api.get(path).set("Origin", "null");
    expect(response.status).toBe(status);
    expect(corsHeaders(response)).toEqual(shared);
  });

  test("can read a refusal of the login, of the method, of the size, and an ordered one", async () => {
    const server = aMock({ contracts, contract, settings: { requestBytesMax: 10 } });
    const { api } = server;
    const login = await api.post("/oauth/token").set("Origin", "null");
    const method = await api.put("/api/v2/users/me").set("Origin", "null");
    const size = await api.post("/api/v2/flows/executions").set("Origin", "null").send({ flowId: "a long one" });
    await api.post("/__mock/faults").send({ status: 503 });
    const ordered = await api.get("/api/v2/users").set("Origin", "null");
    const found = [login, method, size, ordered];
    expect(found.map((response) => response.status)).toEqual([400, 405, 413, 503]);
    for (const response of found) expect(corsHeaders(response)).toEqual(shared);
  });

  test("cannot read Retry-After, which other callers can", async () => {
    const server = aMock({ contracts, contract });
    await server.api.post("/__mock/faults").send({ status: 429, retryAfter: 5 });
    const response = await server.api.get("/api/v2/users").set("Origin", "null");
    expect(response.headers["retry-after"]).toBe("5");
    expect(response.headers["access-control-expose-headers"]).toBe("ININ-Correlation-Id");
  });
});

describe("a caller without an origin", () => {
  test("gets none of these headers", async () => {
    const server = aMock({ contracts });
    expect(corsHeaders(await sendCall(server, goodCalls.getUsers("published")))).toEqual({});
    expect(corsHeaders(await server.api.get("/api/v2/users"))).toEqual({});
  });
});

describe("a preflight", () => {
  test.each(["/api/v2/flows/executions", "/oauth/token", "/api/v2/users/me", "/api/v2/nothing"])(
    "is answered without a token and without a body: %s",
    async (path) => {
      const server = aMock({ contracts });
      const response = await preflight(server, path, {
        "Access-Control-Request-Headers": "authorization,content-type",
      });
      expect([response.status, response.text]).toEqual([204, ""]);
      expect(corsHeaders(response)).toEqual({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
        "access-control-allow-headers": "Accept, Authorization, Content-Type, Genesys-App, purecloud-sdk",
        "access-control-max-age": "600",
      });
      expect(response.headers).not.toHaveProperty("content-length");
      expect(response.headers).not.toHaveProperty("content-type");
      expect(server.bugs).toEqual([]);
    },
  );

  test("allows the mock's own header to those who ask for it", async () => {
    const headers = { "Access-Control-Request-Headers": "authorization, x-mock-contract" };
    const response = await preflight(aMock({ contracts }), "/api/v2/users", headers);
    expect(response.headers["access-control-allow-headers"]).toMatch(/, X-Mock-Contract$/);
  });

  test("meets no ordered fault and is not counted", async () => {
    const server = aMock({ contracts, settings: { tokenRatePerMinute: 1 } });
    await server.api.post("/__mock/faults").send({ status: 503, times: 1 });
    for (let count = 0; count < 3; count += 1) expect((await preflight(server, "/api/v2/users")).status).toBe(204);
    const read = () => server.api.get("/api/v2/users").auth(knownTokens.fullAccess, { type: "bearer" });
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([503, 200, 429]);
  });

  test("stands among the exchanges", async () => {
    const server = aMock({ contracts });
    const response = await preflight(server, "/api/v2/users");
    const exchange = await server.api.get(`/__mock/exchanges/${response.headers["inin-correlation-id"]}`);
    expect(exchange.body).toMatchObject({
      outcome: "accepted",
      request: { method: "OPTIONS", path: "/api/v2/users" },
      response: { status: 204, body: "" },
      checks: [],
    });
  });

  test.each([
    { what: "without an origin", headers: { "Access-Control-Request-Method": "GET" } },
    { what: "without the method that is asked for", headers: { Origin: "null" } },
  ])("is an ordinary call, 405, $what", async ({ headers }) => {
    const response = await aMock({ contracts }).api.options("/api/v2/users/me").set(headers);
    expect(response.status).toBe(405);
  });

  test("is not answered by the control plane", async () => {
    const response = await preflight(aMock({ contracts }), "/__mock/org");
    expect(response.status).toBe(403);
    expect(corsHeaders(response)).toEqual({});
  });
});

test("X-Mock-Contract with an unknown name is refused in a way that a page can read", async () => {
  const response = await aMock({ contracts }).api.get("/api/v2/users").set({ Origin: "null", "X-Mock-Contract": "x" });
  expect([response.status, response.body.code]).toEqual([400, "mock.unknown.contract"]);
  expect(corsHeaders(response)).toEqual(shared);
});
