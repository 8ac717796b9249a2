/**
 * Gives each caller its turn: one after the other in the order of the calls, each after a wait of its own. A caller that no
 * longer wants its turn when it comes does not wait, so that it costs the others no time. Rejects as `wait` does.
 */
export function keepOrder(wait: () => Promise<void>): (stillWanted: () => boolean) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (stillWanted) => {
    const turn = last.then(() => (stillWanted() ? wait() : undefined));
    last = turn.catch(() => {});
    return turn;
  };
}
