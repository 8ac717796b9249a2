import type { Flow } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { isPublished, publishedVersion, savedVersion } from "./flow-versions.ts";

export interface FlowBodyOptions {
  /** Whether the schemas of inputs and outputs are shown; default true. */
  readonly schemas?: boolean;
}

/** A flow as the API shows it (NET `Flow.md`). */
export async function formatFlow(
  flow: Flow,
  org: Org,
  options: FlowBodyOptions = {},
): Promise<Readonly<Record<string, unknown>>> {
  const division = await org.divisions.get(flow.divisionId);
  const published = publishedVersion(flow);
  const saved = savedVersion(flow);
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
    active: published !== undefined,
    system: false,
    deleted: flow.state === "deleted",
    ...(published === undefined ? {} : { publishedVersion: formatFlowVersion(flow, published, options) }),
    ...(saved === undefined ? {} : { savedVersion: formatFlowVersion(flow, saved, options) }),
    ...formatSchemas(flow, options),
    selfUri: `/api/v2/flows/${flow.id}`,
  };
}

/** A version of a flow as the API shows it (NET `FlowVersion.md`; the form of the URIs is inferred). */
export function formatFlowVersion(
  flow: Flow,
  version: string,
  options: FlowBodyOptions = {},
): Readonly<Record<string, unknown>> {
  const selfUri = `/api/v2/flows/${flow.id}/versions/${version}`;
  return {
    id: version,
    name: version,
    commitVersion: version,
    type: isPublished(flow, version) ? "PUBLISH" : "SAVE",
    secure: flow.secure === true,
    debug: false,
    configurationUri: `${selfUri}/configuration`,
    ...(flow.createdAt === undefined || version !== "1.0" ? {} : { dateCreated: Date.parse(flow.createdAt) }),
    ...(flow.publishedAt === undefined || version !== publishedVersion(flow)
      ? {}
      : { datePublished: flow.publishedAt }),
    ...formatSchemas(flow, options),
    selfUri,
  };
}

function formatSchemas(
  { inputSchema, outputSchema }: Flow,
  { schemas = true }: FlowBodyOptions,
): Readonly<Record<string, unknown>> {
  if (!schemas) return {};
  return {
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
  };
}
