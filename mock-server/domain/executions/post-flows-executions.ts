import type { Handler } from "#mock-server/call.ts";
import { flowDeleted, flowNotFound, flowNotLaunchable, flowVersionMissing } from "#mock-server/domain/flows/faults.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, objectField, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { Execution, Flow } from "#mock-server/org/entities.ts";
import { type Org, unusedExecutionId } from "#mock-server/org/org.ts";

/**
 * Launches a flow and answers as soon as it runs (NET: asynchronous). Only the payload and the flow's state can refuse it:
 * a flow whose logic fails is launched all the same.
 */
export const postFlowsExecutions: Handler = async (call, org) => {
  const fields = bodyFields(call);
  const flow = await org.flows.get(textField(fields, "flowId") ?? "");
  const version = textField(fields, "flowVersion");
  if (flow === undefined) return refuse(flowNotFound(flowIdPlace));
  const fault = findFault(flow, version, call.operation.launchableTypes);
  if (fault !== undefined) return refuse(fault);
  const execution = await startExecution(org, flow, {
    version: version ?? flow.version,
    name: textField(fields, "name") ?? flow.name,
    // The contracts name the inputs differently; none has more than its own names.
    inputData: {
      ...objectField(fields, "context"),
      ...objectField(fields, "variables"),
      ...objectField(fields, "inputData"),
    },
  });
  const selfUri = `/api/v2/flows/executions/${execution.id}`;
  // The contract's response schema picks from these what it knows.
  return answer({
    id: execution.id,
    executionId: execution.id,
    name: execution.name,
    flowVersion: {
      id: execution.flowVersion,
      name: execution.flowVersion,
      selfUri: `/api/v2/flows/${flow.id}/versions/${execution.flowVersion}`,
    },
    selfUri,
  });
};

const flowIdPlace = { in: "body", field: "flowId" } as const;

function findFault(flow: Flow, version: string | undefined, launchableTypes: readonly string[]): Fault | undefined {
  if (flow.state === "deleted") return flowDeleted(flowIdPlace);
  if (!launchableTypes.includes(flow.type)) return flowNotLaunchable(flowIdPlace, flow.type);
  if (flow.state === "unpublished") return flowVersionMissing(flowIdPlace, "a flow that was never published");
  if (version !== undefined && !hasVersion(flow, version)) {
    return flowVersionMissing({ in: "body", field: "flowVersion" }, `${flow.version} is the latest`);
  }
  return undefined;
}

/** Versions are counted `1.0`, `2.0` ... up to the latest (ARCH: a published version's id looks like `9.0`). */
function hasVersion(flow: Flow, version: string): boolean {
  return /^[1-9]\d{0,8}\.0$/.test(version) && Number.parseInt(version, 10) <= Number.parseInt(flow.version, 10);
}

async function startExecution(
  org: Org,
  flow: Flow,
  launch: { readonly version: string; readonly name: string; readonly inputData: Execution["inputData"] },
): Promise<Execution> {
  const id = await unusedExecutionId(org);
  const now = org.clock.now();
  const execution: Execution = {
    id,
    flowId: flow.id,
    flowVersion: launch.version,
    name: launch.name,
    launchedAt: formatInstant(now),
    endsAt: formatInstant(now + flow.runsFor * 1000),
    outcome: flow.outcome,
    ...(flow.completionReason === undefined ? {} : { completionReason: flow.completionReason }),
    ...(flow.outputData === undefined ? {} : { outputData: flow.outputData }),
    ...(flow.flowErrorInfo === undefined ? {} : { flowErrorInfo: flow.flowErrorInfo }),
    inputData: launch.inputData,
  };
  await org.executions.put(execution);
  return execution;
}
