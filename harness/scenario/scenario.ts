/** The contracts a scenario can be run under; the mock server's table of contracts has the same names. */
export const contractNames = ["published", "thread"] as const;
export type ContractName = (typeof contractNames)[number];

/** What the calls of a scenario do to an org; `x-effect` of an operation uses the same words, in this order. */
export const effects = ["reads", "launches", "writes"] as const;
export type Effect = (typeof effects)[number];

/** A place in a scenario file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A checked scenario, as loaded from one `*.scenario.yaml` file. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Path of the file, relative to the folder the run was started in. */
  readonly file: string;
  /** Where the value at a JSON pointer ("" is the document) stands in the file; the nearest parent if it is absent. */
  readonly positionOf: (pointer: string) => Position;
  /** Where the behaviour was reported: an id of the report catalogue, or a URL. */
  readonly report?: string;
  readonly contracts: readonly ContractName[];
  readonly effect: Effect;
  /** The file does not say it, so that the most is assumed. */
  readonly effectIsAssumed?: true;
  readonly tags: readonly string[];
  /** `open-bug`: the client is known to fail, so a failure is expected and a pass is news. */
  readonly status?: "open-bug";
  readonly given: Given;
  readonly variables: Readonly<Record<string, Variable>>;
  /** The request that controls and variations change; without it they change the client's own first request. */
  readonly base?: RequestStep;
  /** Absent in a scenario that has only claims. */
  readonly client?: Client;
  /** Several clients by name, in the order of the file, in place of `client`: run one after the other and compared on the wire. */
  readonly clients?: readonly NamedClient[];
  readonly expect: Readonly<Partial<Record<ContractName, Expectation>>>;
  /** Differences between the mock and the real API that are known and allowed. */
  readonly tolerate: readonly Tolerance[];
  readonly reported?: { readonly status?: number; readonly body?: unknown };
  readonly claims: readonly Claim[];
}

export interface NamedClient {
  readonly name: string;
  readonly client: Client;
}

/** What a tolerated difference may be; anything else at its place is still drift. */
export const toleratedKinds = ["differ", "be-missing", "be-added"] as const;

/** One difference between mock and real that is allowed, by place and kind, for a time. */
export interface Tolerance {
  /**
   * `/status`, `/code`, `/message`, `/headers/NAME`, `/calls`, or a JSON pointer into the response body below `/body`;
   * a segment `*` stands for any one.
   */
  readonly at: string;
  /** `differ`: another value of the same type. `be-missing`: the real API does not send it. `be-added`: it sends it and the mock does not. */
  readonly may: (typeof toleratedKinds)[number];
  readonly why: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** JSON pointer of the tolerance in its file, for `positionOf`. */
  readonly pointer: string;
}

/**
 * A variable's value per target; a plain value in the file means the same value everywhere. An object whose keys are all
 * names of contracts is a value per contract.
 */
export interface Variable {
  readonly mock: unknown;
  /** Absent where the file gives a value for the mock only: then it is not bound on a real org. */
  readonly live?: unknown;
}

/** The org's state before the client runs. Everything here is loaded into a fresh mock. */
export interface Given {
  /**
   * What the client's access token is: a grant to mint, `none` for no token at all, `value` to use a text as it is; default what
   * `oauthClient` would get.
   */
  readonly token?: "none" | TokenGrant;
  /** Name of the org's OAuth client whose token, id and secret the client is given; default `Full access`. */
  readonly oauthClient?: string;
  /** Flows to add or change, each with an `id`. */
  readonly flows?: readonly GivenEntity[];
  /** Users to add or change, each with an `id`. */
  readonly users?: readonly GivenEntity[];
  /** Faults as `POST /__mock/faults` takes them. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[];
  /** Named settings of the contract, e.g. `unknownProperties: drop`. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface GivenEntity {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** As `POST /__mock/tokens` takes it; what is left out is what the OAuth client's tokens have, or a user's: all rights. */
export interface TokenGrant {
  readonly userId?: string;
  readonly clientId?: string;
  readonly permissions?: readonly string[];
  readonly scopes?: readonly string[];
  /** Lifetime in seconds; 0 or less is a token that has expired already. */
  readonly expiresIn?: number;
  /** Use this text as the access token and mint nothing. */
  readonly value?: string;
}

/** The code under test. `request:` and `requests:` in a file are both of kind `request`. */
export type Client =
  | { readonly kind: "request"; readonly requests: readonly RequestStep[] }
  | {
      readonly kind: "module";
      /** Absolute path of the JS or TS module. */
      readonly path: string;
      /** Name of the exported function; default `run`. */
      readonly export: string;
      /** Handed to the function as `input`. */
      readonly input?: unknown;
      readonly timeoutSeconds: number;
    }
  | {
      readonly kind: "command";
      readonly argv: readonly string[];
      /** Text for the command's standard input. */
      readonly stdin?: string;
      readonly timeoutSeconds: number;
    };

/**
 * One request as written in a scenario. At most one of `body`, `rawBody`, `form`.
 * `body` is sent as JSON with `Content-Type: application/json`, `form` as a form with its own type, `rawBody` as it is,
 * with no type. `Authorization: Bearer` with the scenario's token is added. A header written in the scenario replaces the
 * added one, and `null` leaves it out.
 */
export interface RequestStep {
  readonly method: string;
  /** Path with an optional query, e.g. `/api/v2/users?pageSize=5`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly form?: Readonly<Record<string, string>>;
  /** Variable name -> JSON pointer into the response body; later steps use it as `${name}`. */
  readonly save: Readonly<Record<string, string>>;
}

/** What is expected of the last response, of all calls, of the client's result and of a state reached later. */
export interface Expectation {
  readonly status?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Subset match: what is named must be there; matchers are objects with one `$` key, e.g. `{ $contains: text }`. */
  readonly body?: unknown;
  /** Each must be met by a call of its own, in this order; other calls may stand between. */
  readonly calls?: readonly CallExpectation[];
  /** `true`: the client made no call at all. A list: no call met any of these. */
  readonly noCalls?: true | readonly CallExpectation[];
  /** What a module returned, or `{exitCode, stdout, stderr, json}` of a command. */
  readonly result?: unknown;
  readonly state?: StateExpectation;
}

export interface CallExpectation {
  readonly method?: unknown;
  readonly path?: unknown;
  readonly status?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface StateExpectation {
  /** Path that is read again and again, with the scenario's token. */
  readonly get: string;
  /** Subset of the response body that must be reached. */
  readonly is: unknown;
  readonly withinSeconds: number;
  readonly everySeconds: number;
}

export const verdicts = ["holds", "refuted", "undecided"] as const;
export type Verdict = (typeof verdicts)[number];

interface ClaimBase {
  readonly claim: string;
  readonly by: "asker" | "answer";
  /** JSON pointer of the claim in its file, for `positionOf`. */
  readonly pointer: string;
  /** The pinned verdicts: another one fails the run. */
  readonly verdicts: Verdicts;
}

/** A verdict per contract, and one for the real API. */
export type Verdicts = Readonly<Partial<Record<VerdictColumn, Verdict>>>;

/** Where a claim is tested: under each contract, and on the real API. */
export const verdictColumns = [...contractNames, "live"] as const;
export type VerdictColumn = (typeof verdictColumns)[number];

/** A sentence that can be true or false, and the experiment that decides it (`experiment` tells which kind). */
export type Claim =
  | (ClaimBase & {
      /** Does the change from control to variation turn the control's answer into the claimed one? */
      readonly experiment: "change";
      readonly control: Trial;
      readonly variation: Trial;
      readonly claimed: Readonly<Partial<Record<ContractName, Expectation>>>;
    })
  | (ClaimBase & {
      /** Are all of `accepted` answered with 2xx and all of `refused` with 4xx? */
      readonly experiment: "values";
      readonly accepted: readonly Trial[];
      readonly refused: readonly Trial[];
    })
  | (ClaimBase & {
      /** No request can decide it; `why` says so to the reader. */
      readonly experiment: "none";
      readonly why: string;
    });

/** One run of an experiment: what it changes in the base request, or a client of its own, and in the org. */
export interface Trial {
  readonly request?: Partial<Omit<RequestStep, "save">>;
  readonly client?: Client;
  readonly given?: Given;
}
