import type { ContractName, Effect, Given, TokenGrant, Tolerance, Verdicts } from "#harness/scenario/scenario.ts";

/** A scenario file as written, after the schema has accepted it. */
export interface ScenarioDocument {
  readonly id: string;
  readonly title: string;
  readonly report?: string;
  readonly contract?: ContractName | readonly ContractName[];
  readonly effect?: Effect;
  readonly tags?: readonly string[];
  readonly status?: "open-bug";
  readonly given?: Given;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly base?: StepDocument;
  readonly client?: ClientDocument;
  readonly clients?: Readonly<Record<string, ClientDocument>>;
  readonly expect?: ByContract<ExpectationDocument>;
  readonly compare?: { readonly tolerate?: readonly Omit<Tolerance, "pointer">[] };
  readonly reported?: { readonly status?: number; readonly body?: unknown };
  readonly claims?: readonly ClaimDocument[];
}

/** One value for every contract, or one per contract name. */
export type ByContract<T> = T | Readonly<Partial<Record<ContractName, T>>>;

/** Seconds, or a text such as `500ms`. */
export type DurationDocument = number | string;

export interface StepDocument {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly save?: Readonly<Record<string, string>>;
}

/** Exactly one of the keys, which the schema leaves to the checks. */
export interface ClientDocument {
  readonly request?: StepDocument;
  readonly requests?: readonly StepDocument[];
  readonly module?: string | ModuleDocument;
  readonly command?: readonly string[] | CommandDocument;
}

export interface ModuleDocument {
  readonly path: string;
  readonly export?: string;
  readonly input?: unknown;
  readonly timeout?: DurationDocument;
}

export interface CommandDocument {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly timeout?: DurationDocument;
}

export interface ExpectationDocument {
  readonly status?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly calls?: readonly Readonly<Record<string, unknown>>[];
  readonly noCalls?: true | readonly Readonly<Record<string, unknown>>[];
  readonly result?: unknown;
  readonly state?: {
    readonly get: string;
    readonly is: unknown;
    readonly within: DurationDocument;
    readonly every?: DurationDocument;
  };
}

export interface TrialDocument extends Partial<Omit<StepDocument, "save">> {
  readonly token?: "none" | TokenGrant;
  readonly given?: Given;
  readonly client?: ClientDocument;
}

/** Exactly one form of experiment, which the schema leaves to the checks. */
export interface ClaimDocument {
  readonly claim: string;
  readonly by: "asker" | "answer";
  readonly verdicts?: Verdicts;
  readonly control?: TrialDocument;
  readonly variation?: TrialDocument;
  readonly claimed?: ByContract<ExpectationDocument>;
  readonly accepted?: readonly TrialDocument[];
  readonly refused?: readonly TrialDocument[];
  readonly undecided?: string;
}
