import type { AcceptedCall, Handler } from "#mock-server/call.ts";
import { compareTexts } from "#mock-server/domain/shared/compare-texts.ts";
import { answer } from "#mock-server/domain/shared/outcomes.ts";
import { firstOf, formatPage } from "#mock-server/domain/shared/paging.ts";
import { repeatQuery } from "#mock-server/domain/shared/repeat-query.ts";
import type { Flow } from "#mock-server/org/entities.ts";
import { formatFlow } from "./flow-body.ts";
import { isAskedFor } from "./flow-filters.ts";

/** Lists flows, a page at a time. Schemas are shown only with `includeSchemas=true` (JS: Include variable schemas). */
export const getFlows: Handler = async (call, org) => {
  const { query } = call.input;
  const chosen = (await org.flows.list()).filter((flow) => isAskedFor(flow, query)).sort(order(call));
  const page = { pageSize: Number(query["pageSize"]), pageNumber: Number(query["pageNumber"]) };
  const start = firstOf(page);
  const options = { schemas: query["includeSchemas"] === true };
  const entities = await Promise.all(
    chosen.slice(start, start + page.pageSize).map((flow) => formatFlow(flow, org, options)),
  );
  const link = { path: call.operation.path, query: repeatQuery(call) };
  return answer(formatPage({ entities, total: chosen.length }, page, link));
};

const keys: Readonly<Record<string, (flow: Flow) => string>> = {
  name: ({ name }) => name.toLowerCase(),
  description: ({ description }) => (description ?? "").toLowerCase(),
  type: ({ type }) => type,
};

/** By what `sortBy` names; by id where that is equal, or nothing that a listing can be sorted by. */
function order(call: AcceptedCall): (one: Flow, other: Flow) => number {
  const { sortBy, sortOrder } = call.input.query;
  const name = String(sortBy);
  const key = (Object.hasOwn(keys, name) ? keys[name] : undefined) ?? (({ id }: Flow) => id);
  const direction = /^desc/i.test(String(sortOrder)) ? -1 : 1;
  return (one, other) => direction * (compareTexts(key(one), key(other)) || compareTexts(one.id, other.id));
}
