/** One way in which what happened is not what a scenario expects. */
export interface Difference {
  /** JSON pointer into the expectation as written, e.g. `/status`, `/body/code`, `/calls/0`. */
  readonly at: string;
  readonly expected: unknown;
  readonly found: unknown;
  /** One line for people: what was expected, what was found, what to look at. */
  readonly message: string;
}
