import platformClient from "purecloud-platform-client-v2";
import { describe, expect, test } from "vitest";
import { knownIds, knownTokens } from "#mock-server/seed/known-ids.ts";
import { aPointedSdk, type PointedSdk, refusalOf } from "./a-pointed-sdk.ts";

const architect = new platformClient.ArchitectApi();

type Launch = Parameters<typeof architect.postFlowsExecutions>[0];

/** A launch with inputs: the SDK's types take objects for their values only, the platform texts and numbers. */
function aLaunch(flowId: string, inputData: Readonly<Record<string, unknown>> = {}): Launch {
  return { flowId, name: "From the SDK", inputData: inputData as NonNullable<Launch["inputData"]> };
}

/** Launches and polls as an integration does, a second of the org's clock between two reads. */
async function runToItsEnd({ advance }: PointedSdk, launch: Launch) {
  const { id = "" } = await architect.postFlowsExecutions(launch);
  const states: string[] = [];
  for (;;) {
    const execution = await architect.getFlowsExecution(id);
    states.push(execution.status);
    if (execution.status !== "RUNNING" || states.length > 5) return { states, execution };
    await advance(1);
  }
}

describe("a launched flow", () => {
  test("is answered with the id of its execution, which runs and completes with its output", async () => {
    const sdk = await aPointedSdk();
    await sdk.useToken(knownTokens.fullAccess);
    const inputs = { "Flow.customerId": "C-1", "Flow.amount": 100 };
    const { states, execution } = await runToItsEnd(sdk, aLaunch(knownIds.approvalFlow, inputs));
    expect(states).toEqual(["RUNNING", "COMPLETED"]);
    expect(execution).toMatchObject({
      name: "From the SDK",
      flowVersion: { id: "5.0" },
      dateLaunched: "2026-03-02T09:30:00.000Z",
      dateCompleted: "2026-03-02T09:30:01.000Z",
      completionReason: "Approved",
      outputData: { "Flow.approvedAmount": 100, "Flow.message": "Approved for C-1" },
    });
    expect(execution).not.toHaveProperty("flowErrorInfo");
  });

  test("fails by its inputs, and flowErrorInfo says why", async () => {
    const sdk = await aPointedSdk();
    await sdk.useToken(knownTokens.fullAccess);
    const inputs = { "Flow.customerId": "C-1", "Flow.amount": 101 };
    const { states, execution } = await runToItsEnd(sdk, aLaunch(knownIds.approvalFlow, inputs));
    expect(states).toEqual(["RUNNING", "FAILED"]);
    expect(execution.flowErrorInfo).toMatchObject({ message: "The amount is over the limit of 100." });
    expect(execution).not.toHaveProperty("outputData");
  });

  test.each([
    { flowId: knownIds.failingFlow, status: "FAILED" },
    { flowId: knownIds.erroneousFlow, status: "ERROR" },
    { flowId: knownIds.terminatedFlow, status: "TERMINATED" },
  ])("ends as $status", async ({ flowId, status }) => {
    const sdk = await aPointedSdk();
    await sdk.useToken(knownTokens.fullAccess);
    expect(await runToItsEnd(sdk, aLaunch(flowId))).toMatchObject({ states: ["RUNNING", status] });
  });

  test("can be a version that was published before", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const launched = await architect.postFlowsExecutions({ flowId: knownIds.approvalFlow, flowVersion: "4.0" });
    expect(launched).toMatchObject({ flowVersion: { id: "4.0" } });
    expect(launched.selfUri).toBe(`/api/v2/flows/executions/${launched.id}`);
  });

  test("is not known any more after some days", async () => {
    const { advance, useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const { id = "" } = await architect.postFlowsExecutions({ flowId: knownIds.publishedFlow });
    await advance(60 * 86_400);
    expect(await refusalOf(architect.getFlowsExecution(id))).toMatchObject({ status: 404, code: "not.found" });
  });
});

describe("postFlowsExecutions", () => {
  test.each([
    { what: "an input that the flow does not declare", inputs: { "Flow.amout": 1 }, code: "invalid.property" },
    { what: "an input without Flow. before its name", inputs: { amount: 1 }, code: "invalid.property" },
    { what: "an input of the wrong type", inputs: { "Flow.amount": "100" }, code: "constraint.validation" },
  ])("is rejected with 400 $code for $what", async ({ inputs, code }) => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const call = architect.postFlowsExecutions(aLaunch(knownIds.inputSchemaFlow, inputs));
    const refusal = await refusalOf(call);
    expect(refusal).toMatchObject({ status: 400, code });
    expect(refusal).toHaveProperty("message", expect.stringContaining(Object.keys(inputs)[0] ?? "-"));
  });

  test.each([
    { flowId: knownIds.unknownFlow, status: 404, code: "architect.flow.not.found" },
    { flowId: knownIds.unpublishedFlow, status: 404, code: "architect.flow.version.missing" },
    { flowId: knownIds.deletedFlow, status: 410, code: "architect.flow.deleted" },
    { flowId: knownIds.notLaunchableFlow, status: 400, code: "bad.request" },
  ])("is rejected with $status $code for $flowId", async ({ flowId, status, code }) => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.postFlowsExecutions({ flowId }))).toMatchObject({ status, code });
  });

  test("sends a body as it is given, unknown properties included", async () => {
    const { useToken } = await aPointedSdk();
    await useToken(knownTokens.fullAccess);
    const body = { flowId: knownIds.publishedFlow, context: {} };
    expect(await refusalOf(architect.postFlowsExecutions(body))).toMatchObject({
      status: 400,
      code: "invalid.property",
      message: expect.stringContaining("context"),
    });
  });

  test("is rejected in the thread's shape by a mock of that contract, with the fields that are missing", async () => {
    const { useToken } = await aPointedSdk({ contract: "thread" });
    await useToken(knownTokens.fullAccess);
    expect(await refusalOf(architect.postFlowsExecutions({ flowId: knownIds.publishedFlow }))).toMatchObject({
      code: "bad_request",
      message: "The request body is not valid.",
      errors: [{ field: "initiator" }, { field: "type" }],
    });
  });
});
