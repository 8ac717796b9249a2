import type { Contract } from "./contract/contract.ts";
import type { Operation } from "./contract/operation.ts";
import type { Settings } from "./contract/settings.ts";
import type { Fault } from "./fault.ts";
import type { Org } from "./org/org.ts";

/** A request as it came in. Header names are lower case; `body` is what was on the wire. */
export interface IncomingCall {
  /** Sent back as `ININ-Correlation-Id` and, in a refusal, as `contextId`. */
  readonly correlationId: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What follows the question mark, as sent. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** The body had more bytes than allowed; `body` is empty then. */
  readonly tooLarge: boolean;
}

/** A call whose operation is known. */
export interface MatchedCall extends IncomingCall {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

/** Who makes a call. */
export type Principal =
  | { readonly kind: "anonymous" }
  /** An OAuth client's id and secret as sent; not looked up yet. */
  | { readonly kind: "basic"; readonly id: string; readonly secret: string }
  | TokenPrincipal;

/** The holder of an access token: a user, or an OAuth client with client credentials. */
export interface TokenPrincipal {
  readonly kind: "user" | "client";
  /** The user's id, or the client's. */
  readonly id: string;
  readonly clientId: string;
  /** The token itself, for the calls that are about it. */
  readonly accessToken?: string;
  /** Permission patterns `domain:entity:action`, `*` for any. */
  readonly permissions: readonly string[];
  /** Absent means every scope. */
  readonly scopes?: readonly string[];
}

/** What a call asks for, parsed and typed as the contract says. */
export interface AcceptedInput {
  readonly path: Readonly<Record<string, string>>;
  /** Defaults filled in. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A call that passed every check: the only kind the domain takes. */
export interface AcceptedCall {
  readonly operation: Operation;
  readonly contract: Contract;
  readonly settings: Settings;
  readonly principal: Principal;
  readonly input: AcceptedInput;
}

export type CheckResult =
  | { readonly state: "passed"; readonly principal?: Principal; readonly input?: AcceptedInput }
  | { readonly state: "failed"; readonly fault: Fault }
  /** The check cannot say anything: what it needs was not established by an earlier one. */
  | { readonly state: "unknown"; readonly why: string };

/** What the checks before this one established. */
export interface Established {
  readonly principal?: Principal;
}

/** One question asked of a call; independent of the order it is asked in. Never throws on what a client sent. */
export type Check = (call: MatchedCall, org: Org, established: Established) => Promise<CheckResult>;

/** What the domain says. `body` absent means no content. */
export type Outcome =
  | { readonly kind: "success"; readonly status: number; readonly body?: unknown }
  /** An HTML page of the login host; `formTargets` are the origins, besides its own, that its form may lead to. */
  | { readonly kind: "page"; readonly html: string; readonly formTargets: readonly string[] }
  /** Back to an application, with values in the address. */
  | { readonly kind: "redirect"; readonly to: RedirectTarget; readonly values: Readonly<Record<string, string>> }
  /** With `redirect` the refusal goes to an application, in the address, and not to the caller. */
  | { readonly kind: "refused"; readonly fault: Fault; readonly redirect?: RedirectTarget };

/** Where a login sends its result; an address that the OAuth client has registered. */
export interface RedirectTarget {
  readonly uri: string;
  readonly in: "query" | "fragment";
  /** Handed back as it came. */
  readonly state?: string;
}

/** A handler of one operation: pure but for the org's stores, clock and ids. */
export type Handler = (call: AcceptedCall, org: Org) => Promise<Outcome>;
