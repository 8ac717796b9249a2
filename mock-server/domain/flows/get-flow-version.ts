import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { findFlowVersion } from "./find-flow.ts";
import { formatFlowVersion } from "./flow-body.ts";

/** Reads a version of a flow. */
export const getFlowVersion: Handler = async (call, org) => {
  const found = await findFlowVersion(call, org);
  return found.kind === "refused" ? found : answer(formatFlowVersion(found.flow, found.version));
};
