/** What a search may still cost, in comparisons and characters looked at: no search keeps the other callers waiting. */
export interface SearchEffort {
  left: number;
}

/** More than a search of ten thousand users by a handful of criteria takes. */
export function fullEffort(): SearchEffort {
  return { left: 10_000_000 };
}

/** Takes an amount off; false once there is nothing left. */
export function spend(effort: SearchEffort, amount: number): boolean {
  effort.left -= amount;
  return effort.left >= 0;
}
