import type { Handler } from "#mock-server/call.ts";
import { formatFlowVersion } from "#mock-server/domain/flows/flow-body.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { numberSetting, pathParameter } from "#mock-server/domain/shared/read-input.ts";
import type { Execution, Flow } from "#mock-server/org/entities.ts";
import { executionNotFound } from "./faults.ts";

const day = 24 * 60 * 60 * 1000;

/** Reads how an execution stands. Kept for the setting `executionRetentionDays` after the launch, then 404. */
export const getFlowsExecution: Handler = async (call, org) => {
  const execution = await org.executions.get(pathParameter(call, "flowExecutionId"));
  if (execution === undefined) return refuse(executionNotFound("an id that no execution has"));
  const now = org.clock.now();
  if (now > Date.parse(execution.launchedAt) + numberSetting(call, "executionRetentionDays") * day) {
    return refuse(executionNotFound(`an execution of ${execution.launchedAt}, which is no longer kept`));
  }
  return answer(formatExecution(execution, await org.flows.get(execution.flowId), now));
};

/** `dateCompleted`, `completionReason` and `outputData` only when it is over (NET `FlowRuntimeExecution.md`). */
function formatExecution(execution: Execution, flow: Flow | undefined, now: number): Readonly<Record<string, unknown>> {
  const over = now >= Date.parse(execution.endsAt);
  const completed = over && execution.outcome === "COMPLETED";
  return {
    id: execution.id,
    name: execution.name,
    flowVersion: flow === undefined ? { id: execution.flowVersion } : formatFlowVersion(flow, execution.flowVersion),
    dateLaunched: execution.launchedAt,
    status: over ? execution.outcome : "RUNNING",
    ...(over ? { dateCompleted: execution.endsAt } : {}),
    ...(over && execution.completionReason !== undefined ? { completionReason: execution.completionReason } : {}),
    ...(over && !completed && execution.flowErrorInfo !== undefined ? { flowErrorInfo: execution.flowErrorInfo } : {}),
    ...(completed && execution.outputData !== undefined ? { outputData: execution.outputData } : {}),
    selfUri: `/api/v2/flows/executions/${execution.id}`,
  };
}
