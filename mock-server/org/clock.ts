/** The org's time. Real by default; a test can step or stop it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Moves the clock; negative goes back. */
  advance(milliseconds: number): void;
  set(epochMilliseconds: number): void;
  /** Stops the clock where it is, or lets it run on from there. */
  freeze(frozen: boolean): void;
  isFrozen(): boolean;
  /** Back to real time. */
  reset(): void;
}

/** A clock over `realNow`, by default the machine's. */
export function createClock(realNow: () => number = Date.now): Clock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = () => frozenAt ?? realNow() + offset;
  const moveTo = (time: number) => {
    if (frozenAt === undefined) offset = time - realNow();
    else frozenAt = time;
  };
  return {
    now,
    advance: (milliseconds) => moveTo(now() + milliseconds),
    set: moveTo,
    freeze(frozen) {
      if (frozen) {
        frozenAt = now();
      } else if (frozenAt !== undefined) {
        offset = frozenAt - realNow();
        frozenAt = undefined;
      }
    },
    isFrozen: () => frozenAt !== undefined,
    reset() {
      offset = 0;
      frozenAt = undefined;
    },
  };
}

/** An instant as the platform writes it: `2026-01-31T09:30:00.000Z`. */
export function formatInstant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
