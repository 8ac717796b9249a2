import { setTimeout as waitFor } from "node:timers/promises";

export interface PaceOptions {
  readonly callsPerMinute: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Resolves when the next call may leave; rejects if the signal says, before or while it waits, that it shall not. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** Keeps all who wait for it under one rate: the first call leaves at once, the others evenly spaced, in the order of asking. */
export function createPace({ callsPerMinute, now = () => performance.now(), wait = waitOn }: PaceOptions): Pace {
  const interval = 60_000 / callsPerMinute;
  let free = now();
  return async (signal) => {
    signal?.throwIfAborted();
    const asked = now();
    const turn = Math.max(asked, free);
    free = turn + interval;
    if (turn > asked) await wait(turn - asked, signal);
  };
}

async function waitOn(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await waitFor(milliseconds, undefined, signal === undefined ? {} : { signal });
}
