/** One request and its response as they were on the wire. Header names keep the case they were sent in. */
export interface Exchange {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    /** Path and query, as sent. */
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: Buffer;
  };
  /** Absent when the target could not be reached or closed the connection. */
  readonly response?: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: Buffer;
  };
  /** Why there is no response, or why what is kept of it is not the whole. */
  readonly error?: string;
  /** True where the proxy refused the call for safety and nothing left; `error` says why. */
  readonly refused?: true;
}
