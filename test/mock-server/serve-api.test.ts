import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { createApp } from "#mock-server/app.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownTokens } from "#mock-server/seed/known-ids.ts";
import { anOperation } from "#test/helpers/a-contract.ts";
import { aSeededMock, type SeededMockOptions } from "#test/helpers/a-mock.ts";

const contracts = createContractTable();

/** A mock with a client for it, and what it wrote into its logs. */
function aLoggingMock(options: SeededMockOptions = {}) {
  const lines: string[] = [];
  const bugs: string[] = [];
  const log = (line: string) => lines.push(line);
  const logBug = (text: string) => bugs.push(text);
  const mock = aSeededMock({ contracts, log, logBug, ...options });
  return { mock, lines, bugs, api: supertest(createApp(mock)) };
}

/** Contracts of which the published one differs in these parts. */
function withPublished(parts: Partial<Contract>): SeededMockOptions {
  const published = { ...contracts.get("published"), ...parts };
  return { contracts: { get: (name) => (name === "published" ? published : contracts.get(name)) } };
}

const bugBody = (contextId: unknown) => ({
  message: "The server encountered an unexpected condition which prevented it from fulfilling the request.",
  code: "internal.server.error",
  status: 500,
  contextId,
  details: [],
  errors: [],
});

describe("createApiHandler", () => {
  test("keeps each exchange under its contextId and writes a line of it", async () => {
    const { mock, lines, api } = aLoggingMock();
    const answer = await api.get("/api/v2/users/me?secret=1").set("Authorization", `Bearer ${knownTokens.user}`);
    const contextId = answer.headers["inin-correlation-id"] ?? "";
    expect(lines).toEqual([`200 GET /api/v2/users/me [published] ${contextId}`]);
    expect(mock.exchanges.get(contextId)).toMatchObject({
      operation: "getUsersMe",
      outcome: "accepted",
      request: { path: "/api/v2/users/me?secret=1", headers: { authorization: "Bearer <redacted>" } },
      response: { status: 200, body: answer.text },
    });
  });

  test("speaks the contract that a request names, and its own to the next", async () => {
    const { api, lines } = aLoggingMock();
    const thread = await api.get("/nowhere").set("X-Mock-Contract", "thread");
    expect(Object.keys(thread.body)).toEqual(["code", "message", "status", "errors", "contextId"]);
    expect((await api.get("/nowhere")).body).toMatchObject({ details: [] });
    expect(lines.map((line) => /\[\w+\]/.exec(line)?.[0])).toEqual(["[thread]", "[published]"]);
  });

  test.each(["threads", "", "other"])("refuses to speak the contract %j, and closes", async (name) => {
    const { api, mock } = aLoggingMock();
    const answer = await api.get("/api/v2/users").set("X-Mock-Contract", name);
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({ "content-type": "application/json", connection: "close" });
    expect(answer.body).toEqual({
      code: "mock.unknown.contract",
      message: "X-Mock-Contract has to be one of: published, thread. Leave the header out for the server's default.",
    });
    expect(mock.exchanges.list()).toEqual([]);
  });

  test("refuses a body that is too large, and closes", async () => {
    const { api } = aLoggingMock({ settings: { requestBytesMax: 10 } });
    const answer = await api.post("/oauth/token").type("form").send("grant_type=x");
    expect(answer.status).toBe(413);
    expect(answer.headers["connection"]).toBe("close");
    expect((await api.post("/oauth/token").type("form").send("grant=12345".slice(0, 10))).status).toBe(400);
  });

  test("answers a shaped 500 to a bug of its own, reports it as one and goes on", async () => {
    const operations = [anOperation({ security: "none", path: "/made-up" })];
    const { api, bugs, lines, mock } = aLoggingMock(withPublished({ operations }));
    const answer = await api.get("/made-up");
    const contextId = answer.headers["inin-correlation-id"];
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(bugBody(contextId));
    expect(bugs).toHaveLength(1);
    expect(bugs[0]).toMatch(/^This is a bug of the mock.* GET \/made-up:\nError: there is no handler .*\n +at /);
    expect(lines).toEqual([`500 GET /made-up [published] internal.server.error ${contextId}`]);
    expect(mock.exchanges.get(contextId ?? "")).toMatchObject({ fault: "internal.server.error" });
    expect((await api.get("/nowhere")).status).toBe(404);
  });

  test("answers a shaped 500 to a bug that comes up as the answer is written", async () => {
    const refusals = new Map([...contracts.get("published").refusals].filter(([name]) => name !== "not.found"));
    const { api, bugs } = aLoggingMock(withPublished({ refusals }));
    const answer = await api.get("/nowhere");
    expect(answer.status).toBe(500);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.body).toEqual(bugBody(answer.headers["inin-correlation-id"]));
    expect(bugs).toHaveLength(1);
  });

  test("answers and goes on when the log cannot be written", async () => {
    const log = () => {
      throw new Error("no space left");
    };
    const { api } = aLoggingMock({ log });
    expect((await api.get("/nowhere")).status).toBe(404);
    expect((await api.get("/nowhere")).status).toBe(404);
  });
});
