import { describe, expect, test } from "vitest";
import { type ContractName, contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { type ExecutionOutcome, executionOutcomes } from "#mock-server/org/entities.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow, anExecution } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodLaunch } from "#test/helpers/good-calls.ts";

const contracts = createContractTable();
const asked = {
  published: { contract: contracts.get("published"), operationId: "getFlowsExecution" },
  thread: { contract: contracts.get("thread"), operationId: "getFlowsExecution" },
} as const;
const notFound = {
  published: { status: 404, code: "not.found", message: "The requested resource was not found." },
  thread: { status: 404, code: "not_found", message: "The requested resource was not found." },
} as const;

const read = ({ api }: TestMock, id: string) =>
  api.get(`/api/v2/flows/executions/${id}`).auth(knownTokens.fullAccess, { type: "bearer" });

async function launch({ api }: TestMock, contract: ContractName, flowId: string): Promise<string> {
  const body = { ...goodLaunch[contract], flowId };
  const response = await api
    .post("/api/v2/flows/executions")
    .auth(knownTokens.fullAccess, { type: "bearer" })
    .send(body);
  expect(response.status).toBe(200);
  return response.body.id ?? response.body.executionId;
}

const version = {
  id: "3.0",
  name: "3.0",
  commitVersion: "3.0",
  type: "PUBLISH",
  secure: false,
  debug: false,
  configurationUri: `/api/v2/flows/${knownIds.publishedFlow}/versions/3.0/configuration`,
  datePublished: "2025-11-17T14:30:00.000Z",
  selfUri: `/api/v2/flows/${knownIds.publishedFlow}/versions/3.0`,
};

describe("GET /api/v2/flows/executions/{flowExecutionId}", () => {
  test.each([
    { contract: "published", status: "RUNNING" },
    { contract: "thread", status: "running" },
  ] as const)("answers 200 and $status while it runs, $contract", async ({ contract, status }) => {
    const server = aMock({ contracts, contract });
    const id = await launch(server, contract, knownIds.publishedFlow);
    const response = await read(server, id);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      id,
      name: "Desktop callback",
      flowVersion: version,
      dateLaunched: "2026-03-02T09:30:00.000Z",
      status,
      selfUri: `/api/v2/flows/executions/${id}`,
    });
    expectValidAnswer(response, asked[contract]);
  });

  test.each([
    { contract: "published", status: "COMPLETED" },
    { contract: "thread", status: "completed" },
  ] as const)("answers 200, $status and the output after a second, $contract", async ({ contract, status }) => {
    const server = aMock({ contracts, contract });
    const id = await launch(server, contract, knownIds.publishedFlow);
    await server.api.post("/__mock/clock").send({ advance: 1 });
    const response = await read(server, id);
    expect(response.body).toEqual({
      id,
      name: "Desktop callback",
      flowVersion: version,
      dateLaunched: "2026-03-02T09:30:00.000Z",
      status,
      dateCompleted: "2026-03-02T09:30:01.000Z",
      completionReason: "Done",
      outputData: { "Flow.Result": "ok" },
      selfUri: `/api/v2/flows/executions/${id}`,
    });
    expectValidAnswer(response, asked[contract]);
  });

  test.each([
    { contract: "published", status: "FAILED" },
    { contract: "thread", status: "failed" },
  ] as const)("answers 200, $status and the flow's error when its logic failed, $contract", async (one) => {
    const server = aMock({ contracts, contract: one.contract });
    const id = await launch(server, one.contract, knownIds.failingFlow);
    server.mock.clock.advance(1000);
    const response = await read(server, id);
    expect(response.body).toEqual({
      id,
      name: "Broken lookup",
      flowVersion: {
        ...version,
        configurationUri: `/api/v2/flows/${knownIds.failingFlow}/versions/3.0/configuration`,
        selfUri: `/api/v2/flows/${knownIds.failingFlow}/versions/3.0`,
      },
      dateLaunched: "2026-03-02T09:30:00.000Z",
      status: one.status,
      dateCompleted: "2026-03-02T09:30:01.000Z",
      completionReason: "Error",
      flowErrorInfo: { message: "The data action returned an error.", code: "flow.execution.failed" },
      selfUri: `/api/v2/flows/executions/${id}`,
    });
    expectValidAnswer(response, asked[one.contract]);
  });

  const names: Readonly<Record<ContractName, Readonly<Record<ExecutionOutcome, string>>>> = {
    published: { COMPLETED: "COMPLETED", FAILED: "FAILED", ERROR: "ERROR", TERMINATED: "TERMINATED" },
    thread: { COMPLETED: "completed", FAILED: "failed", ERROR: "failed", TERMINATED: "failed" },
  };
  const outcomes = contractNames.flatMap((contract) => executionOutcomes.map((outcome) => ({ contract, outcome })));
  test.each(outcomes)(
    "gives the outcome $outcome the name of the contract $contract",
    async ({ contract, outcome }) => {
      const server = aMock({ contracts, contract });
      await server.mock.org().executions.put(anExecution({ outcome, outputData: { a: 1 } }));
      server.mock.clock.advance(1000);
      const response = await read(server, anExecution().id);
      expect(response.body.status).toBe(names[contract][outcome]);
      expect("outputData" in response.body).toBe(outcome === "COMPLETED");
      expectValidAnswer(response, asked[contract]);
    },
  );

  test("runs until the millisecond at which it ends", async () => {
    const server = aMock({ contracts });
    const id = await launch(server, "published", knownIds.slowFlow);
    server.mock.clock.advance(59_999);
    expect((await read(server, id)).body).toMatchObject({ status: "RUNNING" });
    server.mock.clock.advance(1);
    expect((await read(server, id)).body).toMatchObject({
      status: "COMPLETED",
      dateCompleted: "2026-03-02T09:31:00.000Z",
    });
  });

  test("runs again when the clock is set back", async () => {
    const server = aMock({ contracts });
    const id = await launch(server, "published", knownIds.publishedFlow);
    server.mock.clock.advance(5000);
    expect((await read(server, id)).body).toMatchObject({ status: "COMPLETED" });
    server.mock.clock.advance(-4500);
    expect((await read(server, id)).body).toMatchObject({ status: "RUNNING" });
  });

  test("is over at once when the flow takes no time", async () => {
    const server = aMock({ contracts });
    await server.mock.org().flows.put(aFlow({ runsFor: 0 }));
    const id = await launch(server, "published", aFlow().id);
    expect((await read(server, id)).body).toMatchObject({
      status: "COMPLETED",
      dateCompleted: "2026-03-02T09:30:00.000Z",
    });
  });

  test("keeps what was settled at the launch when the flow changes", async () => {
    const server = aMock({ contracts });
    await server.mock.org().flows.put(aFlow({ name: "Before" }));
    const id = await launch(server, "published", aFlow().id);
    await server.mock.org().flows.put(aFlow({ name: "After", outcome: "FAILED", runsFor: 60, version: "2.0" }));
    server.mock.clock.advance(1000);
    expect((await read(server, id)).body).toMatchObject({
      name: "Before",
      status: "COMPLETED",
      flowVersion: { id: "1.0" },
    });
  });

  test.each(contractNames)("answers 404 when no execution has the id, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    expectRefusal(await read(server, anExecution().id), asked[contract], notFound[contract]);
    expectRefusal(await read(server, "not-a-uuid"), asked[contract], notFound[contract]);
    expectRefusal(await read(server, knownIds.publishedFlow), asked[contract], notFound[contract]);
  });

  test.each(contractNames)("answers 404 when seven days have passed since the launch, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    const id = await launch(server, contract, knownIds.publishedFlow);
    await server.api.post("/__mock/clock").send({ advance: 7 * 24 * 60 * 60 });
    expect((await read(server, id)).status).toBe(200);
    await server.api.post("/__mock/clock").send({ advance: 0.001 });
    expectRefusal(await read(server, id), asked[contract], notFound[contract]);
  });

  test("answers 404 after as many days as executionRetentionDays says", async () => {
    const server = aMock({ contracts, settings: { executionRetentionDays: 1 } });
    const id = await launch(server, "published", knownIds.publishedFlow);
    server.mock.clock.advance(24 * 60 * 60 * 1000);
    expect((await read(server, id)).status).toBe(200);
    server.mock.clock.advance(1);
    expect((await read(server, id)).status).toBe(404);
  });

  test("answers 403 before it looks for the execution, published", async () => {
    const { api } = aMock({ contracts });
    const token = (await api.post("/__mock/tokens").send({ permissions: [] })).body.access_token;
    const response = await api.get("/api/v2/flows/executions/nothing").auth(token, { type: "bearer" });
    expect(response.status).toBe(403);
  });
});
