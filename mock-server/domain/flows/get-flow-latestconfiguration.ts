import type { Handler } from "#mock-server/call.ts";
import { answer, refuse } from "#mock-server/domain/shared/outcomes.ts";
import { noConfiguration } from "./faults.ts";
import { findFlow } from "./find-flow.ts";
import { formatConfiguration } from "./flow-configuration.ts";
import { savedVersion } from "./flow-versions.ts";

/** Reads the configuration of a flow as it was saved last. */
export const getFlowLatestconfiguration: Handler = async (call, org) => {
  const found = await findFlow(call, org);
  if (found.kind === "refused") return found;
  if (savedVersion(found.flow) === undefined) return refuse(noConfiguration({ in: "path", field: "flowId" }));
  return answer(formatConfiguration(found.flow, org));
};
