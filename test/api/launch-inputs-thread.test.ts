import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { aMock } from "#test/helpers/a-mock.ts";
import { goodCalls, goodLaunch } from "#test/helpers/good-calls.ts";
import { sendCall } from "#test/helpers/send-call.ts";

const contracts = createContractTable();

describe("POST /api/v2/flows/executions, the thread's inputs", () => {
  test.each([
    { what: "context and variables", inputs: { context: { a: { b: [1] } }, variables: { c: null } } },
    { what: "context alone", inputs: { context: { a: { b: [1] } } } },
    { what: "variables alone", inputs: { variables: { c: null } } },
    { what: "neither", inputs: {} },
  ])("stand as the execution's inputData in GET /__mock/org: $what", async ({ inputs }) => {
    const server = aMock({ contracts, contract: "thread" });
    const body = JSON.stringify({ ...goodLaunch.thread, ...inputs });
    const launched = await sendCall(server, { ...goodCalls.postFlowsExecutions("thread"), body });
    expect(launched.status).toBe(200);
    const { body: org } = await server.api.get("/__mock/org");
    const executions: { id: string; inputData: unknown }[] = org.executions;
    const { executionId } = launched.body;
    expect(executions.filter(({ id }) => id === executionId).map(({ inputData }) => inputData)).toEqual([
      { ...inputs.context, ...inputs.variables },
    ]);
  });
});
