import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow, anExecution } from "#test/helpers/entities.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodLaunch } from "#test/helpers/good-calls.ts";

const contracts = createContractTable();

async function launch({ api }: TestMock, contract: ContractName, body: object): Promise<string> {
  const response = await api
    .post("/api/v2/flows/executions")
    .auth(knownTokens.fullAccess, { type: "bearer" })
    .send({ ...goodLaunch[contract], ...body });
  expect(response.status).toBe(200);
  return response.body.id ?? response.body.executionId;
}

const read = ({ api }: TestMock, id: string) =>
  api.get(`/api/v2/flows/executions/${id}`).auth(knownTokens.fullAccess, { type: "bearer" });

/** What a run with these inputs has come to so many seconds after its launch. */
async function runOf(flow: Partial<Flow>, inputData: object, seconds = 60) {
  const server = aMock({ contracts });
  await server.mock.org().flows.put(aFlow(flow));
  const id = await launch(server, "published", { flowId: aFlow().id, inputData });
  server.mock.clock.advance(seconds * 1000);
  const response = await read(server, id);
  expectValidAnswer(response, { contract: contracts.get("published"), operationId: "getFlowsExecution" });
  return response.body;
}

const approval = {
  outcomes: [
    { when: { "Flow.amount": { greaterThan: 100 } }, outcome: "FAILED", completionReason: "Over the limit" },
    { when: { "Flow.amount": { absent: true } }, outcome: "ERROR", runsFor: 5 },
  ],
  completionReason: "Approved",
  outputData: { "Flow.approved": true },
} as const;

describe("a flow's outcomes", () => {
  test.each([
    { inputs: { "Flow.amount": 101 }, status: "FAILED", completionReason: "Over the limit" },
    { inputs: { "Flow.amount": 100 }, status: "COMPLETED", completionReason: "Approved" },
    { inputs: { "Flow.amount": "101" }, status: "COMPLETED", completionReason: "Approved" },
    { inputs: { "Flow.amount": null }, status: "ERROR", completionReason: undefined },
    { inputs: {}, status: "ERROR", completionReason: undefined },
  ])("decide by the inputs $inputs that the run is $status", async ({ inputs, ...end }) => {
    const body = await runOf(approval, inputs);
    expect({ status: body.status, completionReason: body.completionReason }).toEqual(end);
    expect("outputData" in body).toBe(end.status === "COMPLETED");
  });

  test("say how long such a run takes", async () => {
    expect(await runOf(approval, {}, 4.999)).toMatchObject({ status: "RUNNING" });
    expect(await runOf(approval, {}, 5)).toMatchObject({ status: "ERROR", dateCompleted: "2026-03-02T09:30:05.000Z" });
    expect(await runOf(approval, { "Flow.amount": 1 }, 1)).toMatchObject({ status: "COMPLETED" });
  });

  test("decide under the thread's contract by its context and variables", async () => {
    const server = aMock({ contracts, contract: "thread" });
    for (const place of ["context", "variables"]) {
      const inputs = { "Flow.customerId": "c-1", "Flow.amount": 500 };
      const id = await launch(server, "thread", { flowId: knownIds.approvalFlow, [place]: inputs });
      server.mock.clock.advance(1000);
      expect((await read(server, id)).body).toMatchObject({ status: "failed", completionReason: "Refused" });
    }
  });

  test("take their inputs into the output, as they are or within a text", async () => {
    const outputData = {
      "Flow.amount": "${Flow.amount}",
      "Flow.nothing": "${Flow.missing}",
      "Flow.text": "For ${Flow.name}: ${Flow.amount}${Flow.missing}",
      "Flow.list": [{ tags: "${Flow.tags}" }, 1],
    };
    const inputs = { "Flow.amount": 12.5, "Flow.name": "Ada", "Flow.tags": ["a", "b"] };
    expect((await runOf({ outputData }, inputs)).outputData).toEqual({
      "Flow.amount": 12.5,
      "Flow.nothing": null,
      "Flow.text": "For Ada: 12.5",
      "Flow.list": [{ tags: ["a", "b"] }, 1],
    });
  });

  test("do not take inputs from what an input says", async () => {
    const body = await runOf({ outputData: { a: "${Flow.a}" } }, { "Flow.a": "${Flow.b} $& $1", "Flow.b": "secret" });
    expect(body.outputData).toEqual({ a: "${Flow.b} $& $1" });
  });

  test("can have everything that an error of the platform has", async () => {
    const flowErrorInfo = {
      message: "The queue Sales is gone.",
      code: "queue.gone",
      status: 404,
      entityId: "q1",
      entityName: "Sales",
      messageWithParams: "The queue {name} is gone.",
      messageParams: { name: "Sales" },
    };
    expect(await runOf({ outcome: "ERROR", flowErrorInfo }, {})).toMatchObject({ status: "ERROR", flowErrorInfo });
  });
});

describe("the flows of the default org", () => {
  const states = [
    { flow: "publishedFlow", published: "COMPLETED", thread: "completed" },
    { flow: "failingFlow", published: "FAILED", thread: "failed" },
    { flow: "erroneousFlow", published: "ERROR", thread: "failed" },
    { flow: "terminatedFlow", published: "TERMINATED", thread: "failed" },
  ] as const;
  const cases = contractNames.flatMap((contract) => states.map((state) => ({ contract, ...state })));
  test.each(cases)("come to every state: $flow, $contract", async ({ contract, flow, ...names }) => {
    const server = aMock({ contracts, contract });
    const id = await launch(server, contract, { flowId: knownIds[flow] });
    server.mock.clock.advance(1000);
    const response = await read(server, id);
    expect(response.body.status).toBe(names[contract]);
    expectValidAnswer(response, { contract: contracts.get(contract), operationId: "getFlowsExecution" });
  });
});

describe("POST /__mock/executions/{id}", () => {
  const running = { endsAt: "2026-03-02T10:00:00.000Z", outputData: { a: 1 }, completionReason: "Done" };

  test("terminates a running execution, whatever its flow would have come to", async () => {
    const server = aMock({ contracts });
    await server.mock.org().executions.put(anExecution(running));
    const response = await server.api.post(`/__mock/executions/${anExecution().id}`).send();
    expect(response.status).toBe(200);
    const ended = { endsAt: "2026-03-02T09:30:00.000Z", outcome: "TERMINATED" } as const;
    expect(response.body).toEqual(anExecution(ended));
    const { body } = await read(server, anExecution().id);
    expect(body).toMatchObject({ status: "TERMINATED", dateCompleted: ended.endsAt });
    expect(body).not.toHaveProperty("completionReason");
  });

  test("ends it as the body says", async () => {
    const server = aMock({ contracts });
    await server.mock.org().executions.put(anExecution(running));
    const end = { outcome: "COMPLETED", completionReason: "By hand", outputData: { "Flow.a": 2 } };
    await server.api.post(`/__mock/executions/${anExecution().id}`).send(end);
    const { outcome: status, ...rest } = end;
    expect((await read(server, anExecution().id)).body).toMatchObject({ status, ...rest });
  });

  test.each([
    { what: "an unknown id", id: "nothing", body: {}, status: 404, message: /^No execution with this id is kept\./ },
    {
      what: "one that has ended",
      id: anExecution().id,
      body: {},
      status: 400,
      message: /^The execution ended at 2026-03-02T09:30:01\.000Z and is COMPLETED; expected one that still runs\.$/,
    },
    {
      what: "an outcome that there is not",
      id: anExecution().id,
      body: { outcome: "RUNNING" },
      status: 400,
      message: /^\/outcome is "RUNNING"; expected one of COMPLETED, FAILED, ERROR, TERMINATED\.$/,
    },
  ])("refuses and changes nothing: $what", async ({ id, body, status, message }) => {
    const server = aMock({ contracts });
    await server.mock.org().executions.put(anExecution());
    server.mock.clock.advance(1000);
    const response = await server.api.post(`/__mock/executions/${id}`).send(body);
    expect(response.status).toBe(status);
    expect(response.body.message).toMatch(message);
    expect(await server.mock.org().executions.list()).toEqual([anExecution()]);
  });
});
