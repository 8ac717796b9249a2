import type { HeaderLines } from "#harness/exchange/end-to-end-headers.ts";

/** A recording as it was read: the runs of one scenario. */
export interface Recording {
  readonly file: string;
  readonly runs: readonly ReplayedRun[];
}

/** One run of a client, to be replayed. */
export interface ReplayedRun {
  /** Name of the run within its scenario. */
  readonly run: string;
  readonly recordedAt: Date;
  readonly variables: Readonly<Record<string, unknown>>;
  /** In the order in which they were made. */
  readonly calls: readonly RecordedCall[];
}

/** A call of a recording. Bodies are without their `Content-Encoding`. */
export interface RecordedCall {
  readonly request: {
    readonly method: string;
    /** Path and query. */
    readonly path: string;
    readonly headers: HeaderLines;
    readonly body: Buffer;
  };
  /** Absent where there was none, and where the call was refused and never left. */
  readonly response?: { readonly status: number; readonly headers: HeaderLines; readonly body: Buffer };
  /** The call never left. */
  readonly refused: boolean;
}
