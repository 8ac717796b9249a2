import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { findFlowVersion } from "./find-flow.ts";
import { formatConfiguration } from "./flow-configuration.ts";

/** Reads the configuration of a version of a flow. */
export const getFlowVersionConfiguration: Handler = async (call, org) => {
  const found = await findFlowVersion(call, org);
  return found.kind === "refused" ? found : answer(formatConfiguration(found.flow, org));
};
