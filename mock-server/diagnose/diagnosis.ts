import type { ContractName } from "#mock-server/contract/index.ts";

/** A request as it is diagnosed: what stood on the wire, or what a curl line, a HAR entry or a scenario would put there. */
export interface DiagnosedRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** `https://api.mypurecloud.de`, where it is known; absent where the request came in at the mock. */
  readonly origin?: string;
  /** In the order and case in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Why a request was refused, or that it is accepted; complete even after the first failing check. */
export interface Diagnosis {
  readonly accepted: boolean;
  readonly contract: ContractName;
  /** What is answered: status, and code and message of a refusal. */
  readonly answer: { readonly status: number; readonly code?: string; readonly message?: string };
  /** What could not be known and was taken for granted, a sentence each. */
  readonly assumed: readonly string[];
  /** In the contract's order; the first that failed decides. `null`: it could not be asked, `why` says so. */
  readonly checks: readonly { readonly name: string; readonly passed: boolean | null; readonly why?: string }[];
  /** The deciding ones first. */
  readonly problems: readonly DiagnosedProblem[];
  /** The request with the fewest changes that this mock has itself accepted; absent where none was found. */
  readonly corrected?: DiagnosedRequest;
  /** What was changed for it, a line each: `body.context -> body.inputData`. */
  readonly changes: readonly string[];
  /** The corrected request as a curl line, with `$GENESYSCLOUD_ACCESS_TOKEN` in place of a token. */
  readonly curl?: string;
  /** What each contract says of the request as it was sent. */
  readonly verdicts: Readonly<
    Record<ContractName, { readonly accepted: boolean; readonly status: number; readonly code?: string }>
  >;
}

/** One thing that is wrong, or that looks wrong, with a request. */
export interface DiagnosedProblem {
  /** `receive`, `match`, `authenticate`, `authorize`, `validate`, `domain`. */
  readonly check: string;
  /** The platform's code that it leads to by itself, where it leads to one. */
  readonly code?: string;
  readonly in: "body" | "query" | "header" | "path" | "method" | "host";
  /** JSON pointer into the body, name of a header or parameter, the path itself. */
  readonly pointer: string;
  /** The contract's rule, or the name of what was recognised: `double-encoded-json`, `trailing-comma`, `token-in-quotes`. */
  readonly rule: string;
  readonly expected: string;
  readonly found: string;
  /** What to do, in one sentence. */
  readonly suggestion?: string;
  /** Where in a text, both counted from 1. */
  readonly position?: { readonly line: number; readonly column: number };
}
