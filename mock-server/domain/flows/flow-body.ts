import type { Flow } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";

/** A flow as the API shows it (NET `Flow.md`). */
export async function formatFlow(flow: Flow, org: Org): Promise<Readonly<Record<string, unknown>>> {
  const division = await org.divisions.get(flow.divisionId);
  return {
    id: flow.id,
    name: flow.name,
    division: {
      id: flow.divisionId,
      ...(division === undefined ? {} : { name: division.name }),
      selfUri: `/api/v2/authorization/divisions/${flow.divisionId}`,
    },
    ...(flow.description === undefined ? {} : { description: flow.description }),
    type: flow.type,
    active: flow.state === "published",
    system: false,
    deleted: flow.state === "deleted",
    ...(flow.state === "published" ? { publishedVersion: formatFlowVersion(flow, flow.version) } : {}),
    savedVersion: formatFlowVersion(flow, flow.version),
    ...(flow.inputSchema === undefined ? {} : { inputSchema: flow.inputSchema }),
    selfUri: `/api/v2/flows/${flow.id}`,
  };
}

/** A version of a flow as the API shows it (NET `FlowVersion.md`; the form of `selfUri` is inferred). */
export function formatFlowVersion(flow: Flow, version: string): Readonly<Record<string, unknown>> {
  return {
    id: version,
    name: version,
    commitVersion: version,
    type: flow.state === "published" ? "PUBLISH" : "SAVE",
    secure: false,
    debug: false,
    ...(flow.inputSchema === undefined ? {} : { inputSchema: flow.inputSchema }),
    selfUri: `/api/v2/flows/${flow.id}/versions/${version}`,
  };
}
