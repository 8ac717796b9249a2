import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { goodCalls } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();
const wireHeaders = (contextId: string) => ({
  "Content-Type": "application/json",
  "Strict-Transport-Security": "max-age=600; includeSubDomains",
  "Cache-Control": "no-cache, no-store, must-revalidate",
  Pragma: "no-cache",
  Expires: "0",
  "ININ-Correlation-Id": contextId,
});

describe("GET /__mock/exchanges/{contextId}", () => {
  test("answers 200 with an accepted exchange as it was on the wire", async () => {
    const server = aMock({ contracts });
    const answer = await server.api
      .get(`/api/v2/users/${knownIds.activeUser}?state=active`)
      .auth(knownTokens.fullAccess, { type: "bearer" });
    const contextId = String(answer.headers["inin-correlation-id"]);
    const response = await server.api.get(`/__mock/exchanges/${contextId}`);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      contextId,
      at: "2026-03-02T09:30:00.000Z",
      durationMs: expect.any(Number),
      contract: "published",
      operation: "getUser",
      request: {
        method: "GET",
        path: `/api/v2/users/${knownIds.activeUser}?state=active`,
        headers: expect.objectContaining({ authorization: "Bearer <redacted>", host: expect.stringMatching(/^127/) }),
        body: "",
      },
      response: { status: 200, headers: wireHeaders(contextId), body: answer.text },
      outcome: "accepted",
      checks: [
        { name: "authenticate", state: "passed" },
        { name: "authorize", state: "passed" },
        { name: "validate", state: "passed" },
      ],
      problems: [],
      hints: [],
    });
  });

  test("answers 200 with a refused exchange, what every check said and each problem", async () => {
    const server = aMock({ contracts });
    const body = JSON.stringify({ flowId: knownIds.publishedFlow, context: {} });
    const answer = await sendCall(
      server,
      { ...goodCalls.postFlowsExecutions("published"), body },
      { Authorization: `Bearer ${knownTokens.noLaunch}` },
    );
    const response = await server.api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(response.body).toMatchObject({
      operation: "postFlowsExecutions",
      request: { method: "POST", body },
      response: { status: 403, body: answer.text },
      outcome: "refused",
      fault: "missing.any.permissions",
      checks: [
        { name: "authenticate", state: "passed" },
        { name: "authorize", state: "failed" },
        { name: "validate", state: "failed" },
      ],
      problems: [
        {
          check: "authorize",
          rule: "permission",
          in: "header",
          pointer: "",
          field: "Authorization",
          expected: "one of the permissions architect:flow:launch",
          found: "none of them",
        },
        {
          check: "validate",
          rule: "unknown-property",
          in: "body",
          pointer: "/context",
          field: "context",
          expected: "one of the properties flowId, flowVersion, inputData, name",
          found: 'the unknown property "context"',
        },
      ],
    });
    expect(response.body.problems).toHaveLength(2);
  });

  test("keeps the checks in the order of the thread's contract, and why one cannot say anything", async () => {
    const server = aMock({ contracts, contract: "thread" });
    const answer = await sendCall(server, goodCalls.postFlowsExecutions("thread"), { Authorization: undefined });
    const response = await server.api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(response.body.checks).toEqual([
      { name: "authenticate", state: "failed" },
      { name: "validate", state: "passed" },
      {
        name: "authorize",
        state: "unknown",
        why: "there is no valid token whose rights could be looked at",
      },
    ]);
  });

  test("tells a domain's refusal from a check's", async () => {
    const server = aMock({ contracts });
    const call = goodCalls.postFlowsExecutions("published");
    const answer = await sendCall(server, { ...call, body: JSON.stringify({ flowId: knownIds.unknownFlow }) });
    const response = await server.api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(response.body).toMatchObject({
      fault: "architect.flow.not.found",
      problems: [{ check: "domain", rule: "flow-unknown", in: "body", pointer: "/flowId", field: "flowId" }],
    });
    expect(response.body.checks.map(({ state }: { state: string }) => state)).toEqual(["passed", "passed", "passed"]);
  });

  test.each([
    { path: "/nowhere", fault: "not.found", rule: "unknown-path" },
    { path: "/api/v2/flows/executions", fault: "method.not.allowed", rule: "wrong-method" },
  ])("names no operation for GET $path", async ({ path, fault, rule }) => {
    const { api } = aMock({ contracts });
    const answer = await api.get(path);
    const { body } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body).toMatchObject({ fault, checks: [], problems: [{ check: "match", rule }] });
    expect(body).not.toHaveProperty("operation");
  });

  test("names the ordered fault that decided", async () => {
    const { api } = aMock({ contracts });
    await api.post("/__mock/faults").send({ status: 503 });
    const answer = await api.get("/api/v2/users");
    const { body } = await api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body).toMatchObject({
      operation: "getUsers",
      fault: "service.unavailable",
      checks: [],
      problems: [{ rule: "injected-fault", found: "fault 1 of /__mock/faults" }],
    });
  });

  test("keeps a body that was too large out, and names its operation", async () => {
    const server = aMock({ contracts });
    const call = goodCalls.postFlowsExecutions("published");
    const answer = await sendCall(server, { ...call, body: "x".repeat(512_001) });
    const { body } = await server.api.get(`/__mock/exchanges/${answer.body.contextId}`);
    expect(body).toMatchObject({
      operation: "postFlowsExecutions",
      fault: "request.entity.too.large",
      request: { body: "" },
      problems: [{ rule: "body-size", expected: "at most 512000 bytes" }],
    });
  });

  test("cuts a long body and says how much is missing", async () => {
    const server = aMock({ contracts });
    const call = goodCalls.postFlowsExecutions("published");
    const answer = await sendCall(server, { ...call, body: (call.body ?? "").padEnd(70_000, " ") });
    const { body } = await server.api.get(`/__mock/exchanges/${answer.headers["inin-correlation-id"]}`);
    expect(body.request.body).toHaveLength(65_536 + "... (4464 more characters)".length);
    expect(body.request.body).toMatch(/^\{"flowId".* \.\.\. \(4464 more characters\)$/);
  });

  test.each(["00000000-0000-4000-8000-000000000000", "nothing", "__proto__"])(
    "answers 404 when no exchange has the id %s",
    async (id) => {
      const response = await aMock({ contracts }).api.get(`/__mock/exchanges/${id}`);
      expect(response.status).toBe(404);
      expect(response.body).toEqual({
        code: "control.exchange.not.found",
        message:
          "No exchange with this contextId is kept. GET /__mock/exchanges lists those that are; the oldest go first.",
      });
    },
  );
});

describe("GET /__mock/exchanges", () => {
  test("answers an empty list before the first call", async () => {
    const response = await aMock({ contracts }).api.get("/__mock/exchanges");
    expect(response.status).toBe(200);
    expect(response.body).toEqual([]);
  });

  test("lists the exchanges, latest last, each as it is by its id", async () => {
    const server = aMock({ contracts });
    for (const path of ["/first", "/second", "/third"]) await server.api.get(path);
    const { body } = await server.api.get("/__mock/exchanges");
    const paths = body.map(({ request }: { request: { path: string } }) => request.path);
    expect(paths).toEqual(["/first", "/second", "/third"]);
    for (const exchange of body) {
      const { diagnosis, ...kept } = (await server.api.get(`/__mock/exchanges/${exchange.contextId}`)).body;
      expect(kept).toEqual(exchange);
      expect(diagnosis.accepted).toBe(false);
    }
  });

  test("keeps the latest 500", async () => {
    const server = aMock({ contracts });
    const first = await server.api.get("/first");
    const [example] = server.mock.exchanges.list();
    if (example === undefined) throw new Error("the first exchange is not kept");
    for (let count = 0; count < 500; count += 1) server.mock.exchanges.add({ ...example, contextId: `id-${count}` });
    const { body } = await server.api.get("/__mock/exchanges");
    expect(body).toHaveLength(500);
    expect(body[0].contextId).toBe("id-0");
    expect((await server.api.get(`/__mock/exchanges/${first.body.contextId}`)).status).toBe(404);
  });
});
