import type { ClientRun } from "./run-client.ts";
import type { Leg } from "./run-event.ts";

/**
 * The diagnosis of a leg's last call, where the mock refused it and the scenario wanted another status; nothing where the
 * target cannot tell. Never rejects.
 */
export async function explainRefusal(leg: Leg, run: ClientRun): Promise<Pick<Leg, "diagnosis">> {
  const last = run.exchanges.at(-1);
  const status = last?.response?.status ?? 0;
  const isUnwanted = leg.differences.some(({ at }) => at === "/status");
  if (leg.status !== "failed" || last === undefined || status < 400 || status > 499 || !isUnwanted) return {};
  try {
    const diagnosis = await run.explain?.(last);
    return diagnosis === undefined ? {} : { diagnosis };
  } catch {
    // What failed is the explanation; the report goes without it.
    return {};
  }
}
