import { compareValue } from "#harness/compare/compare-value.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { Expectation } from "#harness/scenario/scenario.ts";
import type { PreparedTarget } from "#harness/target/target.ts";
import { pollState, type StateOutcome } from "./poll-state.ts";
import { startRunProxy } from "./start-run-proxy.ts";
import type { Surroundings } from "./surroundings.ts";
import type { WantedRun } from "./wanted-run.ts";

interface StateToRead {
  readonly wanted: WantedRun;
  readonly prepared: PreparedTarget;
  readonly around: Surroundings;
}

/** The reads go through a proxy of their own: they are guarded, paced, trusted and kept like the client's calls. */
export async function readState(
  expected: NonNullable<Expectation["state"]>,
  { wanted, prepared, around }: StateToRead,
): Promise<{ readonly state: StateOutcome; readonly reads: readonly Exchange[] }> {
  const { signal } = around;
  const stopping = signal === undefined ? {} : { signal };
  const proxy = await startRunProxy(wanted, { prepared, around });
  try {
    const state = await pollState(expected, { ...prepared, apiUrl: proxy.url, ...stopping }, meets);
    return { state, reads: proxy.exchanges() };
  } finally {
    await proxy.close();
  }
}

function meets(expected: unknown, found: unknown): boolean {
  return compareValue({ expected, found, at: "" }).length === 0;
}
