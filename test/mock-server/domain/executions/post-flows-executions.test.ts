import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { postFlowsExecutions } from "#mock-server/domain/executions/post-flows-executions.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { createIdSource } from "#mock-server/org/id-source.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aFlow, anExecution } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const firstId = createIdSource(1, "test").nextId();

/** An org with the flow `f1` of version 3.0, and what a launch with this body comes to. */
async function launch(body: Readonly<Record<string, unknown>>, flow: Partial<Flow> = {}) {
  const org = anOrg({ flows: [aFlow({ id: "f1", name: "Callback", version: "3.0", ...flow })] });
  const call = anAcceptedCall(contract, "postFlowsExecutions", { input: { body } });
  return { org, outcome: await postFlowsExecutions(call, org), executions: await org.executions.list() };
}

function refused(name: string, parts: { rule: string; expected: string; found: string; field?: string }) {
  const field = parts.field ?? "flowId";
  const problem = { check: "domain", in: "body", pointer: `/${field}`, slots: [], ...parts, field };
  return { kind: "refused", fault: { name, slots: [], problems: [problem] } };
}

describe("postFlowsExecutions", () => {
  test("answers for every contract at once and starts an execution that ends when the flow does", async () => {
    const { outcome, executions } = await launch(
      { flowId: "f1" },
      {
        runsFor: 90,
        completionReason: "Done",
        outputData: { "Flow.a": 1 },
        flowErrorInfo: { message: "m", code: "c" },
      },
    );
    const selfUri = `/api/v2/flows/executions/${firstId}`;
    expect(outcome).toEqual({
      kind: "success",
      status: 200,
      body: {
        id: firstId,
        executionId: firstId,
        name: "Callback",
        flowVersion: { id: "3.0", name: "3.0", selfUri: "/api/v2/flows/f1/versions/3.0" },
        selfUri,
      },
    });
    expect(executions).toEqual([
      {
        id: firstId,
        flowId: "f1",
        flowVersion: "3.0",
        name: "Callback",
        launchedAt: "2026-03-02T09:30:00.000Z",
        endsAt: "2026-03-02T09:31:30.000Z",
        outcome: "COMPLETED",
        completionReason: "Done",
        outputData: { "Flow.a": 1 },
        flowErrorInfo: { message: "m", code: "c" },
        inputData: {},
      },
    ]);
  });

  test("takes name, version and input from the body", async () => {
    const body = { flowId: "f1", flowVersion: "2.0", name: "Mine", inputData: { "Flow.a": [null] } };
    const { outcome, executions } = await launch(body);
    expect(outcome).toMatchObject({ body: { name: "Mine", flowVersion: { id: "2.0" } } });
    expect(executions).toMatchObject([{ flowVersion: "2.0", name: "Mine", inputData: { "Flow.a": [null] } }]);
  });

  test.each([null, ""])("takes name and version of the flow where the body has %j", async (nothing) => {
    const { executions } = await launch({ flowId: "f1", flowVersion: nothing, name: nothing, inputData: null });
    expect(executions).toMatchObject([{ flowVersion: "3.0", name: "Callback", inputData: {} }]);
  });

  test("launches a flow whose logic fails", async () => {
    const { outcome, executions } = await launch({ flowId: "f1" }, { outcome: "FAILED" });
    expect(outcome.kind).toBe("success");
    expect(executions).toMatchObject([{ outcome: "FAILED" }]);
  });

  test("gives an id that no execution of the org has", async () => {
    const org = anOrg({ flows: [aFlow({ id: "f1" })], executions: [anExecution({ id: firstId })] });
    const call = anAcceptedCall(contract, "postFlowsExecutions", { input: { body: { flowId: "f1" } } });
    await postFlowsExecutions(call, org);
    const ids = (await org.executions.list()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(firstId);
  });

  test.each(["f2", "F1", "", "__proto__"])("refuses the id %j, which no flow has", async (flowId) => {
    const { outcome, executions } = await launch({ flowId });
    expect(outcome).toEqual(
      refused("architect.flow.not.found", {
        rule: "flow-unknown",
        expected: "the id of a flow",
        found: "an id that no flow has",
      }),
    );
    expect(executions).toEqual([]);
  });

  test("refuses a deleted flow, whatever its type", async () => {
    const { outcome } = await launch({ flowId: "f1" }, { state: "deleted", type: "INBOUNDCALL" });
    expect(outcome).toEqual(
      refused("architect.flow.deleted", {
        rule: "flow-deleted",
        expected: "a flow that is not deleted",
        found: "a deleted flow",
      }),
    );
  });

  test("refuses a flow that is no workflow, published or not", async () => {
    const { outcome } = await launch({ flowId: "f1" }, { state: "unpublished", type: "INBOUNDCALL" });
    expect(outcome).toEqual(
      refused("bad.request", {
        rule: "flow-type",
        expected: "a flow of type WORKFLOW",
        found: "a flow of type INBOUNDCALL",
      }),
    );
  });

  test("refuses a flow that was never published, whatever version is asked for", async () => {
    const expected = refused("architect.flow.version.missing", {
      rule: "flow-version",
      expected: "a published version",
      found: "a flow that was never published",
    });
    expect((await launch({ flowId: "f1" }, { state: "unpublished" })).outcome).toEqual(expected);
    expect((await launch({ flowId: "f1", flowVersion: "9.0" }, { state: "unpublished" })).outcome).toEqual(expected);
  });

  test.each(["1.0", "3.0"])("launches the version %s", async (flowVersion) => {
    expect((await launch({ flowId: "f1", flowVersion })).outcome.kind).toBe("success");
  });

  test.each(["4.0", "0.0", "3", "3.1", "03.0", "-1.0", " 3.0", "3.0\n", "latest", "9999999999.0"])(
    "refuses the version %j, which the flow does not have",
    async (flowVersion) => {
      const { outcome, executions } = await launch({ flowId: "f1", flowVersion });
      expect(outcome).toEqual(
        refused("architect.flow.version.missing", {
          rule: "flow-version",
          expected: "a published version",
          found: "3.0 is the latest",
          field: "flowVersion",
        }),
      );
      expect(executions).toEqual([]);
    },
  );
});
