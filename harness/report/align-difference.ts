import { meetsCall } from "#harness/compare/compare-call.ts";
import { isRecord } from "#harness/compare/json.ts";
import type { PlacedDifference } from "#harness/run/run-event.ts";
import { type Aligned, alignFound } from "./align-found.ts";

/**
 * Gives expected and found of a mismatch to be shown beside each other, so that only what is wrong differs. Of a call, `found`
 * is its method, path and status, and headers and body of the expected one are left to the message. Undefined where a diff
 * would show nothing: a call that was made and should not have been.
 */
export function alignDifference({ at, expected, found }: PlacedDifference): Aligned | undefined {
  if (/^\/noCalls(\/|$)/.test(at)) return undefined;
  if (!/^\/calls\/\d+$/.test(at) || !isRecord(expected) || !isRecord(found)) return alignFound(expected, found);
  const parts = (["method", "path", "status"] as const).filter((part) => expected[part] !== undefined);
  return {
    expected: Object.fromEntries(
      parts.map((part) => [part, isMet(part, expected, found) ? found[part] : expected[part]]),
    ),
    found: Object.fromEntries(parts.flatMap((part) => (found[part] === undefined ? [] : [[part, found[part]]]))),
  };
}

/** A method is met in any case, and a path without a query by one with a query. */
function isMet(
  part: "method" | "path" | "status",
  expected: Readonly<Record<string, unknown>>,
  { method, path, status }: Readonly<Record<string, unknown>>,
): boolean {
  const request = { method: String(method), path: String(path), headers: [], body: Buffer.alloc(0) };
  const response = typeof status === "number" ? { response: { status, headers: [], body: Buffer.alloc(0) } } : {};
  try {
    return meetsCall({ [part]: expected[part] }, { startedAt: "", durationMs: 0, request, ...response });
  } catch {
    // A pattern that took too long; the message of the difference says so.
    return false;
  }
}
