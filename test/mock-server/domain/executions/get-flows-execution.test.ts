import { describe, expect, test } from "vitest";
import { createContractTable } from "#mock-server/contract/index.ts";
import { getFlowsExecution } from "#mock-server/domain/executions/get-flows-execution.ts";
import type { Execution } from "#mock-server/org/entities.ts";
import { anAcceptedCall } from "#test/helpers/a-call.ts";
import { anOrg } from "#test/helpers/an-org.ts";
import { aFlow, anExecution } from "#test/helpers/entities.ts";

const contract = createContractTable().get("published");
const day = 24 * 60 * 60 * 1000;

/** What is answered for an execution of `f1` so many milliseconds after its launch. */
function readAfter(milliseconds: number, parts: Partial<Execution> = {}, flows = [aFlow({ id: "f1" })]) {
  const org = anOrg({ flows, executions: [anExecution({ id: "e1", flowId: "f1", flowVersion: "1.0", ...parts })] });
  org.clock.advance(milliseconds);
  const input = { path: { flowExecutionId: "e1" } };
  return getFlowsExecution(anAcceptedCall(contract, "getFlowsExecution", { input }), org);
}

const refused = (found: string) => ({
  kind: "refused",
  fault: {
    name: "not.found",
    slots: [],
    problems: [
      {
        check: "domain",
        rule: "execution-unknown",
        in: "path",
        pointer: "flowExecutionId",
        field: "flowExecutionId",
        expected: "the id of an execution",
        found,
        slots: [],
      },
    ],
  },
});

const everything = {
  completionReason: "Done",
  outputData: { "Flow.a": 1 },
  flowErrorInfo: { message: "m", code: "c" },
};

describe("getFlowsExecution", () => {
  test("answers RUNNING without results until the last millisecond", async () => {
    expect(await readAfter(999, everything)).toEqual({
      kind: "success",
      status: 200,
      body: {
        id: "e1",
        name: "Desktop callback",
        flowVersion: expect.objectContaining({ id: "1.0", selfUri: "/api/v2/flows/f1/versions/1.0" }),
        dateLaunched: "2026-03-02T09:30:00.000Z",
        status: "RUNNING",
        selfUri: "/api/v2/flows/executions/e1",
      },
    });
  });

  test("answers COMPLETED with its output, without an error, from its end on", async () => {
    expect(await readAfter(1_000, everything)).toEqual({
      kind: "success",
      status: 200,
      body: {
        id: "e1",
        name: "Desktop callback",
        flowVersion: expect.objectContaining({ id: "1.0" }),
        dateLaunched: "2026-03-02T09:30:00.000Z",
        status: "COMPLETED",
        dateCompleted: "2026-03-02T09:30:01.000Z",
        completionReason: "Done",
        outputData: { "Flow.a": 1 },
        selfUri: "/api/v2/flows/executions/e1",
      },
    });
  });

  test.each(["FAILED", "ERROR", "TERMINATED"] as const)(
    "answers %s with its error, without output",
    async (outcome) => {
      const answer = await readAfter(5_000, { ...everything, outcome });
      expect(answer).toMatchObject({
        body: { status: outcome, completionReason: "Done", flowErrorInfo: { message: "m", code: "c" } },
      });
      expect(JSON.stringify(answer)).not.toContain("outputData");
    },
  );

  test("leaves out what the execution has not", async () => {
    const answer = await readAfter(1_000);
    expect(answer.kind === "success" ? Object.keys(answer.body ?? {}) : answer).toEqual([
      "id",
      "name",
      "flowVersion",
      "dateLaunched",
      "status",
      "dateCompleted",
      "selfUri",
    ]);
  });

  test("keeps the version's id when the flow is gone", async () => {
    expect(await readAfter(0, {}, [])).toMatchObject({ body: { flowVersion: { id: "1.0" } } });
  });

  test("keeps an execution for seven days after its launch, to the millisecond", async () => {
    expect(await readAfter(7 * day)).toMatchObject({ kind: "success", body: { status: "COMPLETED" } });
    expect(await readAfter(7 * day + 1)).toEqual(
      refused("an execution of 2026-03-02T09:30:00.000Z, which is no longer kept"),
    );
  });

  test("keeps it for as many days as the setting says", async () => {
    const org = anOrg({ executions: [anExecution({ id: "e1" })] });
    const call = anAcceptedCall(contract, "getFlowsExecution", {
      input: { path: { flowExecutionId: "e1" } },
      settings: { executionRetentionDays: 1 },
    });
    org.clock.advance(day);
    expect(await getFlowsExecution(call, org)).toMatchObject({ kind: "success" });
    org.clock.advance(1);
    expect(await getFlowsExecution(call, org)).toMatchObject({ kind: "refused" });
  });

  test("refuses an id that no execution has", async () => {
    const call = anAcceptedCall(contract, "getFlowsExecution", { input: { path: { flowExecutionId: "E1" } } });
    expect(await getFlowsExecution(call, anOrg({ executions: [anExecution({ id: "e1" })] }))).toEqual(
      refused("an id that no execution has"),
    );
  });
});
