import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { injectableStatuses } from "#mock-server/control/injected-faults.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();

const order = ({ api }: TestMock, fault: object) => api.post("/__mock/faults").send(fault);
const users = ({ api }: TestMock, path = "/api/v2/users") =>
  api.get(path).auth(knownTokens.fullAccess, { type: "bearer" });

describe("POST /__mock/faults", () => {
  test("answers 201 with the fault, numbered and not yet used", async () => {
    const server = aMock({ contracts });
    const first = await order(server, { status: 429, retryAfter: 5, times: 2, method: "GET", path: "/api/*" });
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      status: 429,
      retryAfter: 5,
      times: 2,
      method: "GET",
      path: "/api/*",
      id: 1,
      used: 0,
      left: 2,
    });
    expect((await order(server, { status: 500 })).body).toEqual({ status: 500, id: 2, used: 0 });
  });

  test("is listed with how often it was used", async () => {
    const server = aMock({ contracts });
    expect((await server.api.get("/__mock/faults")).body).toEqual([]);
    await order(server, { status: 503, times: 2 });
    await users(server);
    expect((await server.api.get("/__mock/faults")).body).toEqual([{ status: 503, times: 2, id: 1, used: 1, left: 1 }]);
    await users(server);
    await users(server);
    expect((await server.api.get("/__mock/faults")).body).toEqual([{ status: 503, times: 2, id: 1, used: 2, left: 0 }]);
  });

  test("holds for every call when times is left out", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 503 });
    const answers: number[] = [];
    for (let count = 0; count < 4; count += 1) answers.push((await users(server)).status);
    expect(answers).toEqual([503, 503, 503, 503]);
  });

  test("uses the first of several that match, then the next", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 500, times: 1 });
    await order(server, { status: 503, times: 1 });
    await order(server, { status: 429, path: "/api/v2/flows/*" });
    const answers: number[] = [];
    for (let count = 0; count < 3; count += 1) answers.push((await users(server)).status);
    expect(answers).toEqual([500, 503, 200]);
  });

  test.each([
    { fault: { method: "GET" }, hit: true },
    { fault: { method: "get" }, hit: true },
    { fault: { method: "POST" }, hit: false },
    { fault: { path: "/api/v2/users/me" }, hit: true },
    { fault: { path: "/api/v2/users" }, hit: false },
    { fault: { path: "/api/v2/users/*" }, hit: true },
    { fault: { path: "*" }, hit: true },
    { fault: { path: "*/me" }, hit: true },
    { fault: { path: "*/users" }, hit: false },
    { fault: { path: "/api/*/users/*" }, hit: true },
    { fault: { path: "/api/v2/users/me*" }, hit: true },
    { fault: { path: "/api/*s/me/*" }, hit: false },
    { fault: { path: "/api/v2/flows/*" }, hit: false },
    { fault: { path: "/api/v2/users/{userId}" }, hit: false },
    { fault: { method: "POST", path: "/api/v2/users/*" }, hit: false },
  ])("hits GET /api/v2/users/me?a=1 when $fault: $hit", async ({ fault, hit }) => {
    const server = aMock({ contracts });
    await order(server, { ...fault, status: 503 });
    const response = await users(server, "/api/v2/users/me?a=1");
    expect(response.status).toBe(hit ? 503 : 400);
  });

  const published = injectableStatuses.map((status) => ({ contract: "published", status }) as const);
  const thread = injectableStatuses
    .filter((status) => status !== 415)
    .map((status) => ({ contract: "thread", status }) as const);
  test.each([...published, ...thread])("answers $status in the shape of $contract", async ({ contract, status }) => {
    const server = aMock({ contracts, contract });
    await order(server, { status });
    const response = await users(server);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ status, contextId: response.headers["inin-correlation-id"] });
    expect(Object.keys(response.body)).toEqual(
      contract === "published"
        ? ["message", "code", "status", "contextId", "details", "errors"]
        : ["code", "message", "status", "errors", "contextId"],
    );
  });

  test("answers 415 as the 400 that stands for it under the thread's contract, which has no 415", async () => {
    const server = aMock({ contracts, contract: "thread" });
    await order(server, { status: 415 });
    expect((await users(server)).body).toMatchObject({ status: 400, code: "bad_request" });
  });

  test.each(contractNames)("says Retry-After: 1 with a 429 that names no time, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    await order(server, { status: 429 });
    const response = await users(server);
    expect(response.headers["retry-after"]).toBe("1");
    expect(response.body.message).toBe("Rate limit exceeded the maximum. Retry the request in [1] seconds");
  });

  test("says Retry-After with another status only when it was ordered", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 503, retryAfter: 0, times: 1 });
    await order(server, { status: 503 });
    expect((await users(server)).headers["retry-after"]).toBe("0");
    expect((await users(server)).headers).not.toHaveProperty("retry-after");
  });

  test("comes before the token is looked at and keeps the call from having an effect", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 500 });
    await server.api
      .post("/api/v2/flows/executions")
      .auth(knownTokens.fullAccess, { type: "bearer" })
      .send({ flowId: knownIds.publishedFlow });
    expect(await server.mock.org().executions.list()).toEqual([]);
    expect((await server.api.get("/api/v2/users")).status).toBe(500);
  });

  test("leaves an unknown path, a wrong method and the control plane as they are", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 503, times: 1 });
    expect((await server.api.get("/nowhere")).status).toBe(404);
    expect((await server.api.delete("/api/v2/users")).status).toBe(405);
    expect((await server.api.get("/__mock/health")).status).toBe(200);
    expect((await users(server)).status).toBe(503);
  });
});

describe("DELETE /__mock/faults/:id", () => {
  test("forgets one and answers with those that are left", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 500 });
    await order(server, { status: 503 });
    const response = await server.api.delete("/__mock/faults/1");
    expect(response.status).toBe(200);
    expect(response.body).toEqual([{ status: 503, id: 2, used: 0 }]);
    expect((await users(server)).status).toBe(503);
  });

  test.each(["2", "0", "-1", "1.0", "one", "1e0"])("answers 404 to an id that no fault has: %s", async (id) => {
    const server = aMock({ contracts });
    await order(server, { status: 500 });
    const response = await server.api.delete(`/__mock/faults/${id}`);
    expect(response.status).toBe(404);
    expect(response.body).toEqual({
      code: "control.fault.not.found",
      message: "No fault with this id is ordered. GET /__mock/faults lists those that are.",
    });
    expect(server.mock.faults.list()).toHaveLength(1);
  });
});

describe("DELETE /__mock/faults", () => {
  test("forgets all of them", async () => {
    const server = aMock({ contracts });
    await order(server, { status: 500 });
    await order(server, { status: 503 });
    const response = await server.api.delete("/__mock/faults");
    expect(response.status).toBe(200);
    expect(response.body).toEqual([]);
    expect((await server.api.get("/__mock/faults")).body).toEqual([]);
    expect((await users(server)).status).toBe(200);
  });
});
