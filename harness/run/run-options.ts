import type { RunEvent, RunPlan } from "./run-event.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a run of scenarios is asked to do. */
export interface RunOptions extends Omit<Surroundings, "inSlot"> {
  /** How many scenarios run at a time. */
  readonly concurrency: number;
  /** Start no further scenario after this many have failed; absent: run all. */
  readonly bail?: number;
  /** Say what would be done on the real side, and do nothing. */
  readonly dryRun?: boolean;
  /** Told to a reader of the plan. */
  readonly planned?: Pick<RunPlan, "organizationId" | "callsPerMinute">;
  readonly onEvent: (event: RunEvent) => void;
}
