import { formatInstant } from "#mock-server/org/clock.ts";
import type { Execution, RunEnd } from "#mock-server/org/entities.ts";
import { type ControlAnswer, ok } from "./control-answer.ts";
import type { ControlCall } from "./control-call.ts";
import { withBody } from "./take-body.ts";

/** The calls that are about executions. */
export const executionCalls: readonly ControlCall[] = [
  {
    method: "post",
    path: "/executions/:id",
    summary: "End a running execution now: outcome (default TERMINATED), completionReason, outputData, flowErrorInfo",
    call: async ({ mock, body, parameter }) =>
      withBody<Partial<RunEnd>>("executionEnd", body ?? {}, async (end) => {
        const org = mock.org();
        const execution = await org.executions.get(parameter);
        if (execution === undefined) return refuse(404, "control.execution.not.found", unknown);
        if (org.clock.now() >= Date.parse(execution.endsAt)) {
          const message = `The execution ended at ${execution.endsAt} and is ${execution.outcome}; expected one that still runs.`;
          return refuse(400, "control.execution.ended", message);
        }
        const { id, flowId, flowVersion, name, launchedAt, inputData } = execution;
        // What the flow would have come to is not what an ended run has come to.
        const endsAt = formatInstant(org.clock.now());
        const begun = { id, flowId, flowVersion, name, launchedAt, inputData };
        const ended: Execution = { ...begun, endsAt, outcome: "TERMINATED", ...end };
        await org.executions.put(ended);
        return ok(ended);
      }),
  },
];

const unknown = "No execution with this id is kept. GET /__mock/org lists those that are; the oldest go first.";

function refuse(status: number, code: string, message: string): ControlAnswer {
  return { status, body: { code, message } };
}
