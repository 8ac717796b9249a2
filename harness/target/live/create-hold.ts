import type { Pace } from "./create-pace.ts";

/** The pace of one run, and how long it has held calls of that run back. */
export interface Hold {
  readonly pace: Pace;
  /** Other work that a call is held back for. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Milliseconds in which at least one call was held; those that are held now are counted. */
  heldMs(): number;
}

/** `now` is milliseconds on a clock that only goes forward. */
export function createHold(pace: Pace, now: () => number = () => performance.now()): Hold {
  let calls = 0;
  let since = 0;
  let sum = 0;
  async function during<Result>(work: () => Promise<Result>): Promise<Result> {
    if (calls === 0) since = now();
    calls += 1;
    try {
      return await work();
    } finally {
      calls -= 1;
      if (calls === 0) sum += now() - since;
    }
  }
  return {
    pace: (signal) => during(() => pace(signal)),
    during,
    heldMs: () => sum + (calls === 0 ? 0 : now() - since),
  };
}
