export interface TimerOptions {
  readonly seconds: number;
  /** Milliseconds so far that do not count, on a count that only grows: the rate of a run held a call back in them. */
  readonly heldMs?: (() => number) | undefined;
  /** Called once, when the time is over. */
  readonly onLate: () => void;
}

/**
 * Starts a timer for the time that a client is given, and gives the function that stops it. Time in which its calls were held
 * back is added, ten minutes of it at most: at a low rate the time would be over though nobody was slow, and a client that calls
 * for ever must end all the same.
 */
export function startTimer({ seconds, heldMs = () => 0, onLate }: TimerOptions): () => void {
  const startedAt = performance.now();
  const heldBefore = heldMs();
  const leftMs = () => seconds * 1000 - (performance.now() - startedAt) + Math.min(heldMs() - heldBefore, mostHeldMs);
  let timer: NodeJS.Timeout;
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      const left = leftMs();
      if (left <= toleranceMs) onLate();
      else wait(Math.max(left, shortestMs));
    }, ms);
  };
  wait(seconds * 1000);
  return () => clearTimeout(timer);
}

const mostHeldMs = 600_000;

/** A timer may go off a moment before its time. */
const toleranceMs = 2;

/** While a call is held, the time that is left does not get less: it is looked at now and then. */
const shortestMs = 50;
