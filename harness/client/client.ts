import type { Client } from "#harness/scenario/scenario.ts";

/** The client of one kind. */
export type ClientOf<K extends Client["kind"]> = Extract<Client, { readonly kind: K }>;

/**
 * Runs the code under test once. Called for every leg, maybe for several at the same time; it makes its calls to the
 * context's URLs only. Never rejects: what keeps the client from doing its work is the outcome's `error`.
 */
export type ClientRunner<C extends Client = Client> = (client: C, context: ClientContext) => Promise<ClientOutcome>;

/** What a client is given. */
export interface ClientContext {
  /** Base URL of the API as the client sees it, usually the capture proxy; without a slash at the end. */
  readonly baseUrl: string;
  /** Base URL of the login host as the client sees it; requests to `/oauth/` go there. */
  readonly loginUrl: string;
  /** Absent for a scenario without a token. */
  readonly accessToken?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** All that `${name}` can stand for, the built-in ones included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Replaces `${name}` in every text of a value, and may throw for a name that it does not know. */
  readonly bind: (value: unknown, variables: Readonly<Record<string, unknown>>) => unknown;
  /** Ends the client early: a request is given up, a module's worker and a command's processes are killed. */
  readonly signal?: AbortSignal;
  /** Folder in which a command is started. */
  readonly cwd: string;
  /** The environment the harness runs in; a client gets only the few variables that programs need to start. */
  readonly parentEnv: Readonly<Record<string, string | undefined>>;
  /** How long one request of a scenario may wait for its whole response; default 60 seconds. */
  readonly requestTimeoutSeconds?: number;
  /** Milliseconds so far for which the run's rate has held calls of this client: no time that it is given counts them. */
  readonly heldMs?: () => number;
  /** Runs the module clients of a whole run, so that they share what loading them costs. */
  readonly pool?: ModulePool;
}

/** Runs module clients in workers of their own that share the work of loading the same files. */
export interface ModulePool {
  /** As `runModule`. Waits while as many as the pool may run are running. */
  run(client: ClientOf<"module">, context: ClientContext): Promise<ClientOutcome>;
  /** How many workers were started, and how many of them had to find out something that no earlier one had. */
  counts(): { readonly started: number; readonly taught: number };
  /** Ends all workers, those that run included; called after the last run. */
  close(): Promise<void>;
}

export interface ClientOutcome {
  /**
   * `request`: `{status, headers, body}` of the last response. `module`: what the function returned.
   * `command`: `{exitCode, stdout, stderr, json}`.
   */
  readonly result?: unknown;
  /** What the steps of a `request` client saved. */
  readonly saved?: Readonly<Record<string, unknown>>;
  /** Why the client could not do its work. A refused call is none: it is in the exchanges and, maybe, in the result. */
  readonly error?: string;
  /** The end of what a module or a command printed; absent where it printed nothing. */
  readonly output?: ClientOutput;
}

/** The end of what a program printed, of each stream on which it printed anything. */
export interface ClientOutput {
  readonly stdout?: string;
  readonly stderr?: string;
}
