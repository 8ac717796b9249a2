import type { ErrorShape, Operation } from "./operation.ts";
import type { ProblemPolicy } from "./problem-policy.ts";

/** Names of the checks; a contract states the order in which they decide. */
export const checkNames = ["authenticate", "authorize", "validate"] as const;
export type CheckName = (typeof checkNames)[number];

/** A refusal as data: what `respond/` writes for a fault of that name. */
export interface Refusal {
  readonly status: number;
  /** A setting that gives the status in place of `status`. */
  readonly statusSetting?: string;
  readonly code: string;
  /** `%s` is filled with the fault's slots, in order. */
  readonly message: string;
  /** Names of the slots, where the body carries `messageWithParams` and `messageParams`. */
  readonly params?: readonly string[];
  readonly source: string;
}

/** A named choice that the facts leave open. Either `values` or `minimum` says what it can be. */
export interface SettingDeclaration {
  readonly description: string;
  readonly values?: readonly (string | number)[];
  readonly minimum?: number;
  readonly default: string | number;
  /** What the platform has, where that is not the default. */
  readonly platform?: number;
  readonly source: string;
}

/** What a page of another origin is answered with, as browsers ask for it. */
export interface CorsRules {
  readonly allowOrigin: string;
  /** Headers that such a page can read besides those that a browser shows anyway. */
  readonly exposeHeaders: readonly string[];
  readonly preflight: {
    readonly status: number;
    readonly allowMethods: readonly string[];
    readonly allowHeaders: readonly string[];
    readonly maxAgeSeconds: number;
  };
}

/** Whose calls are counted together. */
export const rateLimitScopes = ["token", "client"] as const;

/** How often a caller may call. */
export interface RateLimitRules {
  /** Seconds from the first call that is counted until counting begins anew. */
  readonly windowSeconds: number;
  readonly refusal: string;
  readonly limits: readonly {
    readonly per: (typeof rateLimitScopes)[number];
    /** The setting that gives the number of calls; 0 is no limit. */
    readonly setting: string;
  }[];
}

/** One OpenAPI document, read: what requests are right and what refusals look like. */
export interface Contract {
  readonly name: string;
  /** The document with its schemas, for whoever compiles them. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly operations: readonly Operation[];
  readonly checkOrder: readonly CheckName[];
  readonly errorShape: ErrorShape;
  readonly rights: {
    readonly permissions: "enforced" | "ignored";
    /** On which tokens an operation's scopes are asked for. */
    readonly scopes: "user-tokens" | "every-token";
    /** Only these operations have scopes; absent means all. */
    readonly scopedOperations?: readonly string[];
  };
  readonly problems: readonly ProblemPolicy[];
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly refusalsOfEveryOperation: readonly string[];
  /** By status, the refusal of an ordered fault (`/__mock/faults`). */
  readonly injectedRefusals: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly cors: CorsRules;
  readonly rateLimits: RateLimitRules;
  readonly settings: Readonly<Record<string, SettingDeclaration>>;
}
