import type { AcceptedCall } from "#mock-server/call.ts";
import { pathParameter } from "#mock-server/domain/shared/read-input.ts";
import type { Fault } from "#mock-server/fault.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { flowDeleted, flowNotFound, flowVersionMissing } from "./faults.ts";
import { hasVersion, savedVersion } from "./flow-versions.ts";

/** The flow that a path names, or why it is not given. */
export type FoundFlow =
  | { readonly kind: "found"; readonly flow: Flow }
  | { readonly kind: "refused"; readonly fault: Fault };

/** A version of it, too. */
export type FoundVersion =
  | { readonly kind: "found"; readonly flow: Flow; readonly version: string }
  | { readonly kind: "refused"; readonly fault: Fault };

/** The flow of the path. A deleted one is 410 unless `deleted=true` is asked for (SW18). */
export async function findFlow(call: AcceptedCall, org: Org): Promise<FoundFlow> {
  const place = { in: "path", field: "flowId" } as const;
  const flow = await org.flows.get(pathParameter(call, "flowId"));
  if (flow === undefined) return { kind: "refused", fault: flowNotFound(place) };
  // A boolean of most operations, a text of two.
  if (flow.state === "deleted" && String(call.input.query["deleted"]) !== "true") {
    return { kind: "refused", fault: flowDeleted(place) };
  }
  return { kind: "found", flow };
}

/** The flow and version of the path. */
export async function findFlowVersion(call: AcceptedCall, org: Org): Promise<FoundVersion> {
  const found = await findFlow(call, org);
  if (found.kind === "refused") return found;
  const version = pathParameter(call, "versionId");
  if (hasVersion(found.flow, version)) return { ...found, version };
  const latest = savedVersion(found.flow);
  const why = latest === undefined ? "a flow that was never saved" : `${latest} is the latest`;
  return {
    kind: "refused",
    fault: flowVersionMissing({ in: "path", field: "versionId" }, { expected: "a version of the flow", found: why }),
  };
}
