import type { CheckName } from "./contract/contract.ts";
import type { ProblemRule } from "./contract/problem-policy.ts";

/** Why a call is refused. The contract's refusal of this name says what status, code and text it gets. */
export interface Fault {
  readonly name: string;
  /** Texts for the `%s` of the refusal's message, in order. */
  readonly slots: readonly string[];
  /** What is wrong in detail: for the diagnosis, and for the error bodies that list it. */
  readonly problems: readonly Problem[];
  /** Headers that the refusal carries besides the contract's. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One thing that is wrong with a call. */
export interface Problem {
  readonly check: CheckName | "match" | "domain";
  /** A `ProblemRule` where the check is `validate`. */
  readonly rule: ProblemRule | string;
  /** Where: `body`, `query`, `header` or `path`, and a JSON pointer or name in it. */
  readonly in: "body" | "query" | "header" | "path";
  readonly pointer: string;
  /** The same place as people write it: `initiator.id`, `Content-Type`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
  /** Texts for the slots of the refusal that this problem leads to. */
  readonly slots: readonly string[];
}

/** What was ordered to happen to an answer on its way to the client (`/__mock/faults`). */
export interface Disturbance {
  /** Number of the order. */
  readonly id: number;
  /** Milliseconds of real time before the answer; it is made before that. */
  readonly delay?: number;
  /** The connection is reset in place of an answer. */
  readonly reset?: boolean;
  /** The connection ends after so many bytes of the body, or after half of them. */
  readonly cutBody?: number | "half";
}

/** A fault with nothing left out; `name` is a refusal of the contract. */
export function createFault(name: string, details: Partial<Omit<Fault, "name">> = {}): Fault {
  return { name, slots: details.slots ?? [], problems: details.problems ?? [], ...optionalHeaders(details.headers) };
}

function optionalHeaders(headers: Fault["headers"]): Pick<Fault, "headers"> {
  return headers === undefined ? {} : { headers };
}
