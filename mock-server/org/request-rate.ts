import type { Clock } from "./clock.ts";

/** Counts requests by the minute. */
export interface RequestRate {
  /**
   * Counts one request of a caller. Over `limit` in a minute it gives the whole seconds until the next minute of that caller
   * begins, and nothing otherwise. Callers have to be bounded in number: each is kept.
   */
  count(caller: string, limit: number): number | undefined;
}

const minute = 60_000;

/** No requests yet; minutes are those of the clock, each begins with the first request in it. */
export function createRequestRate(clock: Pick<Clock, "now">): RequestRate {
  const minutes = new Map<string, { readonly startedAt: number; readonly requests: number }>();
  return {
    count(caller, limit) {
      const now = clock.now();
      const known = minutes.get(caller);
      // A clock that was set back starts anew, too.
      const isOver = known === undefined || now < known.startedAt || now >= known.startedAt + minute;
      const current = isOver ? { startedAt: now, requests: 1 } : { ...known, requests: known.requests + 1 };
      minutes.set(caller, current);
      return current.requests > limit ? Math.ceil((current.startedAt + minute - now) / 1000) : undefined;
    },
  };
}
