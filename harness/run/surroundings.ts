import pLimit from "p-limit";
import type { ModulePool } from "#harness/client/module-pool.ts";
import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import type { ContractName, Effect } from "#harness/scenario/scenario.ts";
import type { Target } from "#harness/target/target.ts";

/** What every run of a client needs from the run as a whole. */
export interface Surroundings {
  /** The side that every scenario runs on first; absent where only the real one was asked for. */
  readonly mock?: Target;
  /** The real API, a stand-in for it or a recording of it. At least one of the two is there. */
  readonly real?: Target;
  /** The most that a call may do on the real side. */
  readonly allow: Effect;
  readonly factsOf: (contract: ContractName) => ContractFacts;
  /** Whether results carry what went over the wire on the real side, for a recording. */
  readonly record: boolean;
  /** `YYYY-MM-DD`, for tolerances that end. */
  readonly today: string;
  /** The environment the harness runs in; a client gets only a few variables of it. */
  readonly parentEnv: Readonly<Record<string, string | undefined>>;
  /** Folder in which commands are started. */
  readonly cwd: string;
  /** Told every secret before the client that uses it runs, and every token a client was given. */
  readonly onSecret: (secret: string) => void;
  /** Runs `work` when the target has a place for it: a target that is shared has only a few. */
  readonly inSlot: InSlot;
  /** Workers that module clients share; without it each run starts its own. */
  readonly pool?: ModulePool;
  /** Ids that scenarios of this run have found on the real side so far; each adds its own. */
  readonly foundThere?: Set<string>;
  readonly signal?: AbortSignal;
}

export type InSlot = <T>(target: Target, work: () => Promise<T>) => Promise<T>;

/** Gives each target as many places as it says; one without a number has no limit of its own. */
export function createSlots(): InSlot {
  const limits = new Map<Target, ReturnType<typeof pLimit>>();
  return (target, work) => {
    if (target.concurrency === undefined) return work();
    const limit = limits.get(target) ?? pLimit(target.concurrency);
    limits.set(target, limit);
    return limit(work);
  };
}
