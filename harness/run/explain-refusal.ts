import type { Expectation } from "#harness/scenario/scenario.ts";
import type { ClientRun } from "./run-client.ts";
import type { Leg } from "./run-event.ts";

/**
 * The diagnosis of a leg's last call, where the mock refused it and that may be why the leg did not end as expected; nothing
 * where the target cannot tell. Never rejects.
 */
export async function explainRefusal(
  leg: Leg,
  run: ClientRun,
  { status: expected }: Pick<Expectation, "status"> = {},
): Promise<Pick<Leg, "diagnosis">> {
  const last = run.exchanges.at(-1);
  const status = last?.response?.status ?? 0;
  if (last === undefined || status < 400 || status > 499 || !isUnwanted(leg, { status, expected })) return {};
  try {
    const diagnosis = await run.explain?.(last);
    return diagnosis === undefined ? {} : { diagnosis };
  } catch {
    // What failed is the explanation; the report goes without it.
    return {};
  }
}

/** A program that meets a refusal often gives up on it: it throws, or gives another result. */
function isUnwanted(leg: Leg, { status, expected }: { readonly status: number; readonly expected: unknown }): boolean {
  if (expected === status) return false;
  if (leg.status === "error") return true;
  return leg.status === "failed" && leg.differences.some(({ at }) => /^\/(?:status$|result(?:$|\/))/.test(at));
}
