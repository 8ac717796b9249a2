/** What a script is allowed to make of its values, since a short text can make much: one `-f` doubles, and lines repeat. */
export interface Effort {
  /** Characters that were made, and entries that were gone through. */
  spend(amount: number): void;
  readonly isSpent: boolean;
}

// Several bodies of the largest size that is read, and about a second's work.
const most = 16 * 1024 * 1024;

/** Effort that lasts for any script that is written to be run. */
export function createEffort(): Effort {
  let spent = 0;
  return {
    spend(amount) {
      spent += amount;
    },
    get isSpent() {
      return spent > most;
    },
  };
}
