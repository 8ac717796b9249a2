import type { Effect } from "#harness/scenario/scenario.ts";

/** What the harness asks a contract. The mock is the one that speaks it; this is only read. */
export interface ContractFacts {
  /**
   * What a call does to an org, by `x-effect` of its operation. Of a call that no operation describes, GET, HEAD and OPTIONS
   * count as `reads` and everything else as `writes`. `path` may have a query.
   */
  effectOf(method: string, path: string): { readonly effect: Effect; readonly operationId?: string };
  /** Where a response does not fit the schema of its operation and status; empty where it fits or nothing describes it. */
  checkResponse(response: DescribedResponse): readonly SchemaProblem[];
  /** Whether the schema gives the value at a pointer of the response body a closed list (`enum`, `const`), so that values can be compared. */
  isClosedValue(response: DescribedResponse, pointer: string): boolean;
  /** Whether the schema says that the value there is an object whose keys are the org's data, so that they can differ. */
  isDataMap(response: DescribedResponse, pointer: string): boolean;
  /** What to call instead, where the platform does not publish the operation of this call (`x-unpublished`). */
  unpublished(method: string, path: string): string | undefined;
  /** The permissions that the call needs, in words: `architect:flow:view`; undefined where the contract says none. */
  permissions(method: string, path: string): string | undefined;
}

export interface DescribedResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

export interface SchemaProblem {
  /** JSON pointer into the response body. */
  readonly pointer: string;
  readonly kind: "undocumented" | "type" | "missing" | "value";
  readonly expected: string;
  readonly found: unknown;
}
