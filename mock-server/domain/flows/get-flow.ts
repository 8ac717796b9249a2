import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { pathParameter } from "#mock-server/domain/shared/read-input.ts";
import { flowDeleted, flowNotFound } from "./faults.ts";
import { formatFlow } from "./flow-body.ts";

/** Reads a flow. A deleted one is 410 unless `deleted=true` is asked for (SW18). */
export const getFlow: Handler = async (call, org) => {
  const place = { in: "path", field: "flowId" } as const;
  const flow = await org.flows.get(pathParameter(call, "flowId"));
  if (flow === undefined) return refuse(flowNotFound(place));
  if (flow.state === "deleted" && call.input.query["deleted"] !== true) return refuse(flowDeleted(place));
  return answer(await formatFlow(flow, org));
};
