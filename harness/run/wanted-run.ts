import type { Client, ContractName, Expectation, Given, Scenario } from "#harness/scenario/scenario.ts";
import type { Target } from "#harness/target/target.ts";

/** One run of a client that is asked for. */
export interface WantedRun {
  readonly target: Target;
  readonly scenario: Pick<Scenario, "id" | "effect" | "variables">;
  /** Name of the run within its scenario: `published`, `published app`, `claim 2 variation`. */
  readonly run: string;
  readonly contract: ContractName;
  readonly given: Given;
  readonly client: Client;
  /** With its variables still to be filled in. */
  readonly expectation?: Expectation;
}
