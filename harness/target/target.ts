import type { Binding, RunToken } from "#harness/compare/drift/cause/cause-context.ts";
import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { ContractName, Effect, Given } from "#harness/scenario/scenario.ts";

/** Where the calls of a scenario go. */
export interface Target {
  /** As reports name it. */
  readonly name: string;
  /** `mock` for every mock, `real` for the real API, a stand-in for it or a recording of it. */
  readonly side: "mock" | "real";
  /** Where the calls go, for people: base URLs, or the folder of the recordings. */
  readonly address: string;
  /** Where the calls to `/oauth/` go: base URL of the login host. Absent where `address` is no URL. */
  readonly loginAddress?: string;
  /** How many clients may run on it at a time; absent where every run has an org of its own. */
  readonly concurrency?: number;
  /** Whether `DELETE` is allowed only for what the same run has created. */
  readonly deletesOnlyOwn?: true;
  /**
   * The built-in variables that do not depend on one run: ids of the org, a launch body for the contract. One without a value
   * is not bound on this target. Rejects with a `TargetError`.
   */
  variables(contract: ContractName, run: NamedRun): Promise<Readonly<Record<string, unknown>>>;
  /** Texts that no output may show, known before the first run. */
  readonly secrets?: readonly string[];
  /** `variables` gives the values of the declared ones, too, as they were when a recording was made. */
  readonly bindsAll?: true;
  /** Environment variables that a scenario may read as `${env.NAME}` in the `live` values of its variables. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The environment variable that binds a built-in variable on this target, and what it is for. */
  bindingOf?(variable: string): Binding | undefined;
  /** Why it cannot give a scenario this, as far as it is known before anything is sent. */
  whyNotGiven?(given: Given): string | undefined;
  /** Logs in, once, before the first run. Rejects with a `TargetError`, and then nothing is run on this target. */
  open?(): Promise<void>;
  /**
   * Makes an org ready for one run of a client. Rejects with a `TargetError` when it cannot: nothing can be said about the
   * scenario then; with a `NotComparableError` when this scenario cannot be run here by its nature.
   */
  prepare(wanted: WantedOrg): Promise<PreparedTarget>;
  /** What a reader of the report has to know: the age of the recordings. Asked after the last run. */
  warnings?(): readonly string[];
  /** Called once, after the last run. */
  close(): Promise<void>;
}

/** One run of a client within a scenario; a recording is found by both names. */
export interface NamedRun {
  readonly scenario: string;
  /** `published`, `published app`, `claim 2 variation`. */
  readonly run: string;
}

export interface WantedOrg extends NamedRun {
  readonly contract: ContractName;
  /** With its variables filled in. */
  readonly given: Given;
  readonly effect: Effect;
}

/** A target that is ready for one run. */
export interface PreparedTarget {
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** Absent where the scenario is given `token: none`. */
  readonly accessToken?: string;
  /** Where the access token comes from; absent where the scenario made it up, or the target is no real org. */
  readonly tokenFrom?: Omit<RunToken, "value">;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Texts that no output may show. */
  readonly secrets: readonly string[];
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string;
  /** Headers that the proxy adds to every call, such as the choice of a contract. */
  readonly addedHeaders?: readonly (readonly [name: string, value: string])[];
  /**
   * Why a client may not write or launch with this value of `Authorization`, to stand behind "with"; asked before each such call
   * leaves. Never rejects.
   */
  whyNotAuthorized?(authorization: string): Promise<string | undefined>;
  /** Waited for before each call leaves: keeps the run under a rate. */
  pace?(): Promise<void>;
  /** Milliseconds for which `pace` has held calls of this run; a time that a client is given does not count them. */
  heldMs?(): number;
  /**
   * Deletes what these calls have created, in reverse order, and tells of what may be left. Never rejects. Called also when the run
   * was stopped.
   */
  cleanUp?(
    exchanges: readonly Exchange[],
    facts: Pick<ContractFacts, "effectOf">,
  ): Promise<readonly { readonly call: string; readonly error?: string }[]>;
  /** Why it refused a call. Only a mock in this process can tell; it can after `close`, too. */
  explain?(exchange: Pick<Exchange, "request">): Promise<Explanation>;
  close(): Promise<void>;
}

/** Why a call was refused, for people. */
export interface Explanation {
  /** One sentence. */
  readonly cause: string;
  /** What was changed for the corrected request, a line each. */
  readonly changes: readonly string[];
  /** Method, path and body of the nearest request that is accepted; absent where none was found. */
  readonly corrected?: string;
}

/** A target cannot be made ready; `exitCode` is what a run ends with for it. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  /** 2: what the scenario asks for is not possible. 3: the target cannot be reached or does not let us in. */
  readonly exitCode: 2 | 3;
  /** JSON pointer of what is wrong in the scenario, where it lies there. */
  readonly pointer: string | undefined;

  constructor(message: string, options: ErrorOptions & { readonly exitCode: 2 | 3; readonly pointer?: string }) {
    super(message, options);
    this.exitCode = options.exitCode;
    this.pointer = options.pointer;
  }
}

/** A scenario cannot be run on this target by its nature (faults, a token with fewer rights); its leg is `not-run`. */
export class NotComparableError extends Error {
  override readonly name = "NotComparableError";
}
