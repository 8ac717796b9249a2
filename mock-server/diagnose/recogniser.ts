import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { Org } from "#mock-server/org/org.ts";
import type { ServedCall } from "#mock-server/pipeline.ts";
import type { DiagnosedProblem, DiagnosedRequest } from "./diagnosis.ts";

/** What a recogniser looks at: a request that was refused, and what every check said of it. */
export interface Subject {
  readonly request: DiagnosedRequest;
  readonly contract: Contract;
  /** The operation that was called; absent where path or method fit none. */
  readonly operation?: Operation;
  readonly served: ServedCall;
  readonly org: Org;
}

/** What was recognised, and how the request would be mended. */
export interface Finding {
  readonly problem: DiagnosedProblem;
  /**
   * The problem of a check that this one explains (same `in` and `pointer`), and whose place it takes in the list; absent where
   * it stands for itself.
   */
  readonly explains?: { readonly in: DiagnosedProblem["in"]; readonly pointer: string };
  /** Gives the request with this one thing mended. Never throws; returns the request itself where it cannot. */
  readonly fix?: (request: DiagnosedRequest) => DiagnosedRequest;
  /** The change for people: `body.context -> body.inputData`. */
  readonly change?: string;
}

/**
 * Recognises one kind of mistake. Each is data or one small function beside the check it belongs to
 * (`validate/recognise/`, `authenticate/recognise/`, `receive/recognise/`, ...); `diagnose/recognisers.ts` lists them in the
 * order in which they are tried. Never throws on what a client sent.
 */
export type Recogniser = (subject: Subject) => Promise<readonly Finding[]> | readonly Finding[];
