/** The entities of an org, as `GET /__mock/org` shows them. What the API answers is made from them per operation. */

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The short name of the platform's `thirdPartyOrgName`. */
  readonly shortName?: string;
  readonly domain?: string;
  /** Language and country of new users, e.g. `en-us` and `US`. */
  readonly defaultLanguage?: string;
  readonly defaultCountryCode?: string;
}

export interface Division {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly homeDivision: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Built into the platform. */
  readonly default: boolean;
  /** Patterns `domain:entity:action`, `*` for any. */
  readonly permissions: readonly string[];
}

/** A role held in a division; the division `*` is every one. */
export interface Grant {
  readonly roleId: string;
  readonly divisionId: string;
}

export const userStates = ["active", "inactive", "deleted"] as const;
export type UserState = (typeof userStates)[number];

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly divisionId: string;
  readonly state: UserState;
  readonly title?: string;
  readonly department?: string;
  /** Raised by one with every accepted change. */
  readonly version: number;
  readonly grants: readonly Grant[];
}

export const flowStates = ["published", "unpublished", "deleted"] as const;
export type FlowState = (typeof flowStates)[number];

/** As `Flow.type` of the API (NET `Flow.md`). */
export const flowTypes = [
  "BOT",
  "COMMONMODULE",
  "DIGITALBOT",
  "EMAILSEND",
  "INBOUNDCALL",
  "INBOUNDCHAT",
  "INBOUNDEMAIL",
  "INBOUNDSHORTMESSAGE",
  "INQUEUECALL",
  "INQUEUEEMAIL",
  "INQUEUESHORTMESSAGE",
  "OUTBOUNDCALL",
  "SECURECALL",
  "SPEECH",
  "SURVEYINVITE",
  "VOICE",
  "VOICEMAIL",
  "VOICESURVEY",
  "WORKFLOW",
  "WORKITEM",
] as const;
export type FlowType = (typeof flowTypes)[number];

export const executionOutcomes = ["COMPLETED", "FAILED", "ERROR", "TERMINATED"] as const;
export type ExecutionOutcome = (typeof executionOutcomes)[number];

export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly type: FlowType;
  readonly divisionId: string;
  readonly state: FlowState;
  /** The latest saved version, e.g. `3.0`; also the published one when the state is `published`. */
  readonly version: string;
  /** JSON schema of `inputData`. */
  readonly inputSchema?: Readonly<Record<string, unknown>>;
  /** How long a run takes, in seconds. */
  readonly runsFor: number;
  readonly outcome: ExecutionOutcome;
  readonly completionReason?: string;
  readonly outputData?: Readonly<Record<string, unknown>>;
  readonly flowErrorInfo?: FlowErrorInfo;
}

export interface FlowErrorInfo {
  readonly message: string;
  readonly code: string;
  readonly status?: number;
}

/** One run of a flow. What it will come to is settled at its launch; its state follows from the clock. */
export interface Execution {
  readonly id: string;
  readonly flowId: string;
  readonly flowVersion: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly launchedAt: string;
  readonly endsAt: string;
  readonly outcome: ExecutionOutcome;
  readonly completionReason?: string;
  readonly outputData?: Readonly<Record<string, unknown>>;
  readonly flowErrorInfo?: FlowErrorInfo;
  readonly inputData: Readonly<Record<string, unknown>>;
}

export const grantTypes = ["CODE", "TOKEN", "SAML2-BEARER", "PASSWORD", "CLIENT-CREDENTIALS"] as const;
export type GrantType = (typeof grantTypes)[number];

export interface OAuthClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly authorizedGrantType: GrantType;
  readonly accessTokenValiditySeconds: number;
  readonly grants: readonly Grant[];
  /** Scopes that its tokens have; absent means every scope. */
  readonly scope?: readonly string[];
}

export interface AccessToken {
  readonly accessToken: string;
  readonly clientId: string;
  /** Set on a user token. */
  readonly userId?: string;
  /** In place of the permissions that the roles give. */
  readonly permissions?: readonly string[];
  /** Absent means every scope. */
  readonly scopes?: readonly string[];
  /** ISO 8601, UTC; absent means that it never expires. */
  readonly expiresAt?: string;
}

/** A whole org as data. */
export interface OrgData {
  readonly organization: Organization;
  readonly divisions: readonly Division[];
  readonly roles: readonly Role[];
  readonly users: readonly User[];
  readonly flows: readonly Flow[];
  readonly executions: readonly Execution[];
  readonly oauthClients: readonly OAuthClient[];
  readonly tokens: readonly AccessToken[];
}
