import type { RunEvent } from "#harness/run/run-event.ts";
import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";

/** Turns the events of a run into text. Reporters never throw on what a scenario holds. */
export interface Reporter {
  /** Called for every event, in order. */
  onEvent(event: RunEvent): void;
  /**
   * Called in place of all events where scenario files are wrong, or none was selected, so that nothing was run; `close` then
   * reports these. Absent where a reporter has nothing to say of them.
   */
  onProblems?(problems: readonly ScenarioProblem[]): void;
  /** Called once after `run-finished` or `onProblems`; resolves when everything is written. Rejects if a file cannot be written. */
  close(): Promise<void>;
}

/** Where a reporter's text goes. The only way out: it has replaced every secret in use before anything is written. */
export interface Output {
  /** Standard output. */
  print(text: string): void;
  /** Standard error, for progress that is not part of the report. */
  progress(text: string): void;
  /** Whether progress may rewrite its line. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  /** The text without any secret, for a reporter that escapes it: a secret that is escaped first might not be known again. */
  redact(text: string): string;
  /** Makes the missing folders above the file. With `append` the text is put behind what is there. */
  writeFile(path: string, text: string, options?: { readonly append?: boolean }): Promise<void>;
}
