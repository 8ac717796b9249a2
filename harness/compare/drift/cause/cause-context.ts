import type { Exchange } from "#harness/exchange/exchange.ts";

/** What is asked beside the answers, to find out whether the run itself is the reason for a difference. */
export interface CauseContext {
  /** The permissions that a call needs by the contract, in words; undefined where it says none. */
  readonly permissionsOf: (method: string, path: string) => string | undefined;
  /** Where a value of the real side comes from that the run was given, by the value. */
  readonly bindings: ReadonlyMap<string, Binding>;
  /** The token of the real leg; absent where it has none of the run's own, since the scenario made it up or is about having none. */
  readonly token?: RunToken;
  /** The calls of the real side. */
  readonly exchanges: readonly Exchange[];
  /** Values that the run has found there otherwise: it looked them up, or another scenario read them. */
  readonly foundThere?: ReadonlySet<string>;
}

/** Where a value comes from that the run was given, and what it is for. */
export interface Binding {
  /** `GENESYS_TEST_FLOW_ID` */
  readonly source: string;
  /** What it has to name, to stand behind "set it to": `the id of a user who is active`; absent where only the scenario knows. */
  readonly wanted?: string;
  /** The state that it has to be in: `published`, `active`; `unknown` where it shall name nothing. */
  readonly state?: string;
}

/** An access token that the run has from its environment, or from a login with credentials of it. */
export interface RunToken {
  readonly value: string;
  /** The environment variable that it is in, or that has the id of the client that logged in. */
  readonly source: string;
  readonly isLogin: boolean;
}
