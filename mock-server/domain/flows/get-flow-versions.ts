import type { Handler } from "#mock-server/call.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { firstOf, formatPage } from "#mock-server/domain/shared/paging.ts";
import { repeatQuery } from "#mock-server/domain/shared/repeat-query.ts";
import { findFlow } from "./find-flow.ts";
import { formatFlowVersion } from "./flow-body.ts";
import { countVersions, versionAt } from "./flow-versions.ts";

/** Lists the versions of a flow, a page at a time. That the oldest comes first is inferred. */
export const getFlowVersions: Handler = async (call, org) => {
  const found = await findFlow(call, org);
  if (found.kind === "refused") return found;
  const { flow } = found;
  const { query } = call.input;
  const page = { pageSize: Number(query["pageSize"]), pageNumber: Number(query["pageNumber"]) };
  const total = countVersions(flow);
  const start = firstOf(page);
  // Only the page is made: a flow can have as many versions as its number says.
  const length = Math.max(0, Math.min(page.pageSize, total - start));
  const entities = Array.from({ length }, (_, position) => formatFlowVersion(flow, versionAt(start + position + 1)));
  const path = `/api/v2/flows/${encodeURIComponent(flow.id)}/versions`;
  return answer(formatPage({ entities, total }, page, { path, query: repeatQuery(call) }));
};
