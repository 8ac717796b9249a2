import type { ProblemPolicy } from "./problem-policy.ts";

export const effects = ["reads", "launches", "writes"] as const;
export type Effect = (typeof effects)[number];

/** What an error body looks like; `respond/error-body.ts` has a shape for each. */
export const errorShapes = ["platform", "thread", "oauth"] as const;
export type ErrorShape = (typeof errorShapes)[number];

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: ParameterSchema;
}

/** The few words of JSON Schema that parameters use. */
export interface ParameterSchema {
  readonly type: "string" | "integer" | "boolean" | "array";
  readonly enum?: readonly string[];
  /** What each item of an array can be. */
  readonly itemsEnum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** A setting that gives the maximum. */
  readonly maximumSetting?: string;
  /** Of a text: a time in ISO 8601. */
  readonly format?: "date-time";
  readonly default?: unknown;
}

/** A method and path of a contract, with everything the contract says about it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Path template, e.g. `/api/v2/flows/{flowId}`. */
  readonly path: string;
  readonly summary: string;
  readonly effect: Effect;
  /** How a caller proves who it is: an access token, an OAuth client's id and secret, or not at all. */
  readonly security: "bearer" | "basic" | "none";
  readonly permissions?: { readonly type: "ANY" | "ALL"; readonly names: readonly string[] };
  /** By place in the body (`addresses.extension`): the permissions, any of which is needed besides to change it. */
  readonly propertyPermissions?: Readonly<Record<string, readonly string[]>>;
  /** Any one is enough; empty means that no scope is asked for. */
  readonly scopes: readonly string[];
  /** True where client credentials cannot be used. */
  readonly requiresUser: boolean;
  readonly checksAccept: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    readonly mediaType: string;
    /** JSON pointer of the schema in the contract's document. */
    readonly schema: string;
    /** Form fields may stand in the query string instead. */
    readonly formInQuery: boolean;
  };
  /** JSON pointers of the response schemas by status; `default` is that of refusals. */
  readonly responses: Readonly<Record<string, string>>;
  readonly errorShape: ErrorShape;
  /** Refusals of its own; those of every operation are not repeated here. */
  readonly refusals: readonly string[];
  /** Overrides of the contract's problem table, by rule. */
  readonly problemRefusals: Readonly<Record<string, string>>;
  /** The flow types that it launches. */
  readonly launchableTypes: readonly string[];
  /** What a flow's input schema can find wrong with a launch, in order of precedence; absent where it is not looked at. */
  readonly inputProblems?: readonly ProblemPolicy[];
  /** Names that people write in the body, in lower case without `_` and `-`, and the place that is meant: `initiator.id`. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** By status, the refusal of an ordered fault, where it is not the contract's. */
  readonly injectedRefusals: Readonly<Record<string, string>>;
  /** Set where the platform does not publish this operation: what to call instead. */
  readonly unpublished?: string;
  readonly source: string;
}
