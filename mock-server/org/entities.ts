/** The entities of an org, as `GET /__mock/org` shows them. What the API answers is made from them per operation. */

import type { Execution, Flow } from "./flow-entities.ts";

export {
  type ConditionalOutcome,
  type Execution,
  type ExecutionOutcome,
  executionOutcomes,
  type Flow,
  type FlowErrorInfo,
  type FlowState,
  type FlowType,
  flowStates,
  flowTypes,
  type InputCondition,
  type RunEnd,
} from "./flow-entities.ts";

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
  /** The platform's own name for a built-in role, e.g. `employee`. */
  readonly defaultRoleId?: string;
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

export const contactMediaTypes = ["PHONE", "EMAIL", "SMS"] as const;
export const contactTypes = ["PRIMARY", "WORK", "WORK2", "WORK3", "WORK4", "HOME", "MOBILE", "MAIN", "OTHER"] as const;

/** What can be set of a contact; `mediaType` and `type` are from the lists above (NET `Contact.md`). */
export const contactFields = ["address", "mediaType", "type", "extension", "countryCode", "integration"] as const;
export type Contact = { readonly [Field in (typeof contactFields)[number]]?: string };

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly divisionId: string;
  readonly state: UserState;
  readonly title?: string;
  readonly department?: string;
  readonly preferredName?: string;
  /** Absent means the email address. */
  readonly username?: string;
  /** Absent means one made of the ids of user and organization. */
  readonly jabberId?: string;
  readonly managerId?: string;
  /** Besides the email address. */
  readonly addresses?: readonly Contact[];
  readonly images?: readonly { readonly resolution?: string; readonly imageUri?: string }[];
  readonly acdAutoAnswer?: boolean;
  readonly certifications?: readonly string[];
  readonly profileSkills?: readonly string[];
  /** As `Biography` and `EmployerInfo` of the API. */
  readonly biography?: Readonly<Record<string, unknown>>;
  readonly employerInfo?: Readonly<Record<string, unknown>>;
  /** Absent means the organization's language. */
  readonly languagePreference?: string;
  /** ISO 8601, UTC, as the two after it. */
  readonly lastLoginAt?: string;
  readonly lastTokenIssuedAt?: string;
  readonly welcomeSentAt?: string;
  /** Raised by one with every accepted change. */
  readonly version: number;
  readonly grants: readonly Grant[];
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
  readonly description?: string;
  /** Where a login in a browser may send its result. */
  readonly registeredRedirectUri?: readonly string[];
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

export const codeChallengeMethods = ["S256", "plain"] as const;
export type CodeChallengeMethod = (typeof codeChallengeMethods)[number];

/** What a login in a browser came to; good for one token, for a short time. */
export interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly userId: string;
  /** The token request has to name the same one. */
  readonly redirectUri: string;
  /** Absent means every scope. */
  readonly scopes?: readonly string[];
  readonly codeChallenge?: string;
  readonly codeChallengeMethod?: CodeChallengeMethod;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** Gets another access token without the user. */
export interface RefreshToken {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly userId: string;
  /** Absent means every scope. */
  readonly scopes?: readonly string[];
  /** Of a login with a proof key: the client need not prove itself by its secret. */
  readonly withProofKey?: boolean;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
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
  /** Absent means none, as do the refresh tokens. */
  readonly authorizationCodes?: readonly AuthorizationCode[];
  readonly refreshTokens?: readonly RefreshToken[];
}
