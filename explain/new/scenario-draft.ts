import type { ContractName, Effect } from "#harness/scenario/scenario.ts";

/** A scenario as it is written to a file; the keys in the order of `scenarios/README.md`. */
export interface ScenarioDraft {
  readonly id: string;
  readonly title: string;
  readonly report?: string;
  readonly contract: readonly ContractName[];
  readonly effect: Effect;
  readonly given?: { readonly flows?: readonly GivenId[]; readonly users?: readonly GivenId[] };
  readonly client: { readonly request: DraftRequest } | { readonly requests: readonly DraftRequest[] };
  /** Plain where the contracts answer alike, else keyed by contract. */
  readonly expect: unknown;
  readonly reported?: { readonly status?: number; readonly body?: unknown };
  readonly claims?: readonly { readonly claim: string; readonly by: "asker" | "answer"; readonly undecided: string }[];
}

export interface GivenId {
  readonly id: string;
  readonly state: string;
}

/** A request as a scenario holds it; at most one of `body`, `rawBody` and `form`. */
export interface DraftRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly form?: Readonly<Record<string, string>>;
}
