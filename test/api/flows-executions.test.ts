import { describe, expect, test } from "vitest";
import { contractNames, createContractTable } from "#mock-server/contract/index.ts";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aMock, type TestMock } from "#test/helpers/a-mock.ts";
import { aFlow } from "#test/helpers/entities.ts";
import { expectRefusal } from "#test/helpers/expect-refusal.ts";
import { expectValidAnswer } from "#test/helpers/expect-valid-answer.ts";
import { goodLaunch } from "#test/helpers/good-calls.ts";

const contracts = createContractTable();
const path = "/api/v2/flows/executions";
const asked = {
  published: { contract: contracts.get("published"), operationId: "postFlowsExecutions" },
  thread: { contract: contracts.get("thread"), operationId: "postFlowsExecutions" },
} as const;

const launch = ({ api }: TestMock, body: object, token: string = knownTokens.fullAccess) =>
  api.post(path).auth(token, { type: "bearer" }).send(body);

describe("POST /api/v2/flows/executions", () => {
  test("answers 200 with id, name, version and selfUri, published", async () => {
    const response = await launch(aMock({ contracts }), { flowId: knownIds.publishedFlow });
    const { id } = response.body;
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      id,
      name: "Desktop callback",
      flowVersion: { id: "3.0", name: "3.0", selfUri: `/api/v2/flows/${knownIds.publishedFlow}/versions/3.0` },
      selfUri: `/api/v2/flows/executions/${id}`,
    });
    expectValidAnswer(response, asked.published);
  });

  test("answers 200 with executionId and selfUri, thread", async () => {
    const response = await launch(aMock({ contracts, contract: "thread" }), goodLaunch.thread);
    const { executionId } = response.body;
    expect(executionId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ executionId, selfUri: `/api/v2/flows/executions/${executionId}` });
    expectValidAnswer(response, asked.thread);
  });

  test("keeps the execution with its input, published", async () => {
    const server = aMock({ contracts });
    const inputData = { "Flow.customerId": "4711", nested: { list: [1, null, "two"] } };
    const response = await launch(server, {
      flowId: knownIds.publishedFlow,
      flowVersion: "2.0",
      name: "For 4711",
      inputData,
    });
    expect(response.body).toMatchObject({
      name: "For 4711",
      flowVersion: { id: "2.0", selfUri: `/api/v2/flows/${knownIds.publishedFlow}/versions/2.0` },
    });
    expect(await server.mock.org().executions.list()).toEqual([
      {
        id: response.body.id,
        flowId: knownIds.publishedFlow,
        flowVersion: "2.0",
        name: "For 4711",
        launchedAt: "2026-03-02T09:30:00.000Z",
        endsAt: "2026-03-02T09:30:01.000Z",
        outcome: "COMPLETED",
        completionReason: "Done",
        outputData: { "Flow.Result": "ok" },
        inputData,
      },
    ]);
  });

  test.each([
    { version: undefined, why: "left out" },
    { version: null, why: "null" },
    { version: "", why: "empty" },
  ])("launches the latest version when flowVersion is $why, published", async ({ version }) => {
    const response = await launch(aMock({ contracts }), { flowId: knownIds.publishedFlow, flowVersion: version });
    expect(response.body).toMatchObject({ flowVersion: { id: "3.0" } });
  });

  test("takes null for name and inputData, published", async () => {
    const response = await launch(aMock({ contracts }), {
      flowId: knownIds.publishedFlow,
      name: null,
      inputData: null,
    });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ name: "Desktop callback" });
  });

  test.each(["4.0", "0.0", "2", "2.5", "02.0", "latest"])(
    "answers 404 to the version %s of a flow whose latest is 3.0, published",
    async (flowVersion) => {
      const response = await launch(aMock({ contracts }), { flowId: knownIds.publishedFlow, flowVersion });
      expectRefusal(response, asked.published, {
        status: 404,
        code: "architect.flow.version.missing",
        message: "Specified flow version is missing.",
      });
    },
  );

  test("gives every execution an id of its own", async () => {
    const server = aMock({ contracts });
    const ids = new Set<string>();
    for (let count = 0; count < 5; count += 1)
      ids.add((await launch(server, { flowId: knownIds.publishedFlow })).body.id);
    expect(ids.size).toBe(5);
  });

  test.each(contractNames)("launches a flow whose logic fails like any other, %s", async (contract) => {
    const response = await launch(aMock({ contracts, contract }), {
      ...goodLaunch[contract],
      flowId: knownIds.failingFlow,
    });
    expect(response.status).toBe(200);
    expectValidAnswer(response, asked[contract]);
  });

  test.each(contractNames)("keeps no execution of a refused launch, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    await launch(server, { ...goodLaunch[contract], flowId: knownIds.deletedFlow });
    await launch(server, { context: {} });
    expect(await server.mock.org().executions.list()).toEqual([]);
  });
});

describe("POST /api/v2/flows/executions, the flow's state", () => {
  const states = [
    {
      flow: "unknown",
      flowId: knownIds.unknownFlow,
      status: 404,
      codes: { published: "architect.flow.not.found", thread: "not_found" },
      message: "Could not find flow with specified ID.",
      detail: "expected the id of a flow, found an id that no flow has",
    },
    {
      flow: "unpublished",
      flowId: knownIds.unpublishedFlow,
      status: 404,
      codes: { published: "architect.flow.version.missing", thread: "not_found" },
      message: "Specified flow version is missing.",
      detail: "expected a published version, found a flow that was never published",
    },
    {
      flow: "deleted",
      flowId: knownIds.deletedFlow,
      status: 410,
      codes: { published: "architect.flow.deleted", thread: "gone" },
      message: "Flow has been deleted.",
      detail: "expected a flow that is not deleted, found a deleted flow",
    },
  ] as const;
  const cases = contractNames.flatMap((contract) => states.map((state) => ({ contract, ...state })));
  test.each(cases)("answers $status to the id of a flow that is $flow, $contract", async ({ contract, ...state }) => {
    const response = await launch(aMock({ contracts, contract }), { ...goodLaunch[contract], flowId: state.flowId });
    const code = state.codes[contract];
    expectRefusal(response, asked[contract], {
      status: state.status,
      code,
      message: state.message,
      errors: [{ code, message: state.detail, field: "flowId" }],
    });
  });

  test("answers 400 to the id of a flow that cannot be launched, published", async () => {
    const response = await launch(aMock({ contracts }), { flowId: knownIds.notLaunchableFlow });
    expectRefusal(response, asked.published, {
      status: 400,
      code: "bad.request",
      message: "The request could not be understood by the server due to malformed syntax.",
    });
  });

  test("answers 400 to the id of a flow that cannot be launched, thread", async () => {
    const response = await launch(aMock({ contracts, contract: "thread" }), {
      ...goodLaunch.thread,
      flowId: knownIds.notLaunchableFlow,
    });
    expectRefusal(response, asked.thread, {
      status: 400,
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [
        {
          code: "bad_request",
          message: "expected a flow of type WORKFLOW, found a flow of type INBOUNDCALL",
          field: "flowId",
        },
      ],
    });
  });

  test.each(contractNames)("answers 410 to a deleted flow that could not be launched either, %s", async (contract) => {
    const server = aMock({ contracts, contract });
    await server.mock.org().flows.put(aFlow({ state: "deleted", type: "INBOUNDCALL" }));
    const response = await launch(server, { ...goodLaunch[contract], flowId: aFlow().id });
    expect(response.status).toBe(410);
  });

  test.each([{ flowId: "not-a-uuid" }, { flowId: "" }, { flowId: " " }, { flowId: `${knownIds.publishedFlow} ` }])(
    "answers 404 to any text that is no flow's id: $flowId, published",
    async (body) => {
      const response = await launch(aMock({ contracts }), body);
      expectRefusal(response, asked.published, {
        status: 404,
        code: "architect.flow.not.found",
        message: "Could not find flow with specified ID.",
      });
    },
  );

  test.each(contractNames)("answers 403 before it looks for the flow, %s", async (contract) => {
    const body = { ...goodLaunch[contract], flowId: knownIds.unknownFlow };
    const response = await launch(aMock({ contracts, contract }), body, knownTokens.noLaunch);
    expect(response.status).toBe(403);
    expectValidAnswer(response, asked[contract]);
  });
});
