import type { AcceptedCall } from "#mock-server/call.ts";

const ofThePage: ReadonlySet<string> = new Set(["pageSize", "pageNumber"]);

/**
 * The query of a listing without its page, for the links to other pages: what the operation declares and the call gives, lists
 * joined by commas. What has its default is left out.
 */
export function repeatQuery({ operation, input }: AcceptedCall): Record<string, string> {
  const repeated: Record<string, string> = {};
  for (const { name, in: place, schema } of operation.parameters) {
    const value = input.query[name];
    if (place !== "query" || ofThePage.has(name) || value === undefined || value === schema.default) continue;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") repeated[name] = text;
  }
  return repeated;
}
