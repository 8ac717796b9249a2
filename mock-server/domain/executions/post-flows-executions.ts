import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { flowDeleted, flowNotFound, flowNotLaunchable, flowVersionMissing } from "#mock-server/domain/flows/faults.ts";
import { isPublished, publishedVersion } from "#mock-server/domain/flows/flow-versions.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { bodyFields, objectField, textField } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import { formatInstant } from "#mock-server/org/clock.ts";
import type { Execution, Flow } from "#mock-server/org/entities.ts";
import { type Org, unusedExecutionId } from "#mock-server/org/org.ts";
import { checkInputs } from "./check-inputs.ts";
import { chooseEnd } from "./choose-end.ts";
import { inputsRefused } from "./faults.ts";
import { fillOutput } from "./fill-output.ts";

/**
 * Launches a flow and answers as soon as it runs (NET: asynchronous). Only the payload and the flow's state can refuse it:
 * a flow whose logic fails is launched all the same.
 */
export const postFlowsExecutions: Handler = async (call, org) => {
  const fields = bodyFields(call);
  const flow = await org.flows.get(textField(fields, "flowId") ?? "");
  const version = textField(fields, "flowVersion");
  if (flow === undefined) return refuse(flowNotFound(flowIdPlace));
  const fault = findFault(flow, version, call.operation.launchableTypes) ?? findInputFault(flow, call);
  if (fault !== undefined) return refuse(fault);
  const execution = await startExecution(org, flow, {
    version: version ?? publishedVersion(flow) ?? flow.version,
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
  const published = publishedVersion(flow);
  if (published === undefined) return flowVersionMissing(flowIdPlace, { found: "a flow that was never published" });
  // That an older published version can be launched, and one that was only saved cannot, is inferred.
  if (version !== undefined && !isPublished(flow, version)) {
    return flowVersionMissing({ in: "body", field: "flowVersion" }, { found: `${published} is the latest` });
  }
  return undefined;
}

/** Nothing, where the operation has no rules for inputs (`x-input-data`), the flow has no schema, or the setting says so. */
function findInputFault({ inputSchema }: Flow, call: AcceptedCall): Fault | undefined {
  const policies = call.operation.inputProblems;
  if (policies === undefined || inputSchema === undefined || call.settings["inputDataValidation"] === "ignore") {
    return undefined;
  }
  const problems = checkInputs(objectField(bodyFields(call), "inputData"), inputSchema);
  return problems.length === 0 ? undefined : inputsRefused(problems, policies);
}

async function startExecution(
  org: Org,
  flow: Flow,
  launch: { readonly version: string; readonly name: string; readonly inputData: Execution["inputData"] },
): Promise<Execution> {
  const id = await unusedExecutionId(org);
  const now = org.clock.now();
  const { runsFor, outcome, completionReason, outputData, flowErrorInfo } = chooseEnd(flow, launch.inputData);
  const execution: Execution = {
    id,
    flowId: flow.id,
    flowVersion: launch.version,
    name: launch.name,
    launchedAt: formatInstant(now),
    endsAt: formatInstant(now + runsFor * 1000),
    outcome,
    ...(completionReason === undefined ? {} : { completionReason }),
    ...(outputData === undefined ? {} : { outputData: fillOutput(outputData, launch.inputData) }),
    ...(flowErrorInfo === undefined ? {} : { flowErrorInfo }),
    inputData: launch.inputData,
  };
  await org.executions.put(execution);
  return execution;
}
