import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ContractName } from "#harness/scenario/scenario.ts";

/** What one client of a scenario sent and was answered, and whether that met the expectation. */
export interface WireRun {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  readonly met: boolean;
}

/** The runs of several clients under one contract, in the order of the scenario file. */
export interface WireInput {
  readonly contract: ContractName;
  readonly runs: readonly WireRun[];
  /** The tokens that the clients were given, and those that they got by logging in. Without them no two tokens differ. */
  readonly knownTokens?: readonly string[];
}

/** A request as it was on the wire. */
export type SentRequest = Exchange["request"];
