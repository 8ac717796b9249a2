import type { ContractName, Given } from "#harness/scenario/scenario.ts";

/** Where the calls of a scenario go. */
export interface Target {
  /** As reports name it. */
  readonly name: string;
  /** The built-in variables that do not depend on one run: ids of the org, a launch body for the contract. */
  variables(contract: ContractName): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Makes an org ready for one run of a client. Rejects with a `TargetError` when it cannot: nothing can be said about the
   * scenario then.
   */
  prepare(wanted: { readonly contract: ContractName; readonly given: Given }): Promise<PreparedTarget>;
  /** Called once, after the last run. */
  close(): Promise<void>;
}

/** A target that is ready for one run. */
export interface PreparedTarget {
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** Absent where the scenario is given `token: none`. */
  readonly accessToken?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Texts that no output may show. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** A target cannot be made ready; `exitCode` is what a run ends with for it. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  /** 2: what the scenario asks for is not possible. 3: the target cannot be reached or does not let us in. */
  readonly exitCode: 2 | 3;

  constructor(message: string, options: ErrorOptions & { readonly exitCode: 2 | 3 }) {
    super(message, options);
    this.exitCode = options.exitCode;
  }
}
