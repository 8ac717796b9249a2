import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { findFlow } from "./find-flow.ts";
import { formatFlow } from "./flow-body.ts";

/** Reads a flow. */
export const getFlow: Handler = async (call, org) => {
  const found = await findFlow(call, org);
  return found.kind === "refused" ? found : answer(await formatFlow(found.flow, org));
};
