import type { DriftItem } from "#harness/compare/drift/drift.ts";
import type { Tolerance } from "#harness/scenario/scenario.ts";

/**
 * Gives the entry for `compare.tolerate` that allows a difference, on one line of YAML, with its reason and last day left to
 * fill in. Undefined where no entry can allow it: the type is another one.
 */
export function toleranceOf(item: DriftItem): string | undefined {
  const may = mayOf(item);
  if (may === undefined) return undefined;
  // Which element of a list differs first is another one in the next run.
  const at = item.at.replace(/\/\d+(?=\/|$)/g, "/*");
  return `{ at: ${isPlain.test(at) ? at : JSON.stringify(at)}, may: ${may}, why: ..., until: ... }`;
}

/** What YAML reads as a text without quotes, even within braces. */
const isPlain = /^[\w/.~*-]+$/;

function mayOf({ kind, mock, live, message }: DriftItem): Tolerance["may"] | undefined {
  if (kind === "type") return undefined;
  if (kind === "expectation") return "differ";
  if (kind === "schema") return mayOfSchema({ mock, live, message });
  if (mock === undefined && live === undefined) return kind === "call" ? "differ" : undefined;
  if (mock === undefined) return "be-added";
  return live === undefined ? "be-missing" : "differ";
}

/** The real answer does not fit the schema; of what kind that is, only the message says. */
function mayOfSchema({ mock, live, message }: Pick<DriftItem, "mock" | "live" | "message">): ReturnType<typeof mayOf> {
  if (live === undefined) return "be-missing";
  if (message.includes("expects no such property")) return "be-added";
  return typeOf(mock) === typeOf(live) ? "differ" : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
