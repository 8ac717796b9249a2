import type { Exchange } from "#harness/exchange/exchange.ts";

/** What is asked beside the answers, to find out whether the run itself is the reason for a difference. */
export interface CauseContext {
  /** The permissions that a call needs by the contract, in words; undefined where it says none. */
  readonly permissionsOf: (method: string, path: string) => string | undefined;
  /** Where a value of the real side comes from that the run was given, by the value: `GENESYS_TEST_FLOW_ID`. */
  readonly bindings: ReadonlyMap<string, string>;
  /** The calls of the real side. */
  readonly exchanges: readonly Exchange[];
}
