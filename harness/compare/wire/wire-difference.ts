import type { ContractName } from "#harness/scenario/scenario.ts";

/** The part of a request that two clients send differently. */
export const wireParts = ["calls", "method", "path", "query", "header", "body"] as const;
export type WirePart = (typeof wireParts)[number];

/** One way in which the call of a client differs from that of another, and that can matter to the answer. */
export interface WireDifference {
  readonly part: WirePart;
  /** Name of the header in lower case, JSON pointer into the body, name of the query parameter; empty for the whole part. */
  readonly name: string;
  /** What the reference client sends there, as a person would write it; undefined where it sends nothing. */
  readonly reference?: string;
  /** What the other client sends there. */
  readonly other?: string;
  /** One line: why this can matter, e.g. `fetch adds text/plain to a text body that has no type`. */
  readonly message: string;
  /** True where an experiment showed it: the other client's request is answered alike once this is as in the reference's. */
  readonly decisive?: true;
}

/** What several clients of a scenario sent, under one contract. */
export interface WireComparison {
  readonly contract: ContractName;
  /** The client that the others are compared with: the first that met the expectation, else the first. */
  readonly reference: string;
  readonly others: readonly ComparedClient[];
}

export interface ComparedClient {
  readonly client: string;
  /** The call that is compared, e.g. `POST /api/v2/flows/executions`, and what each was answered in short. */
  readonly call: string;
  readonly referenceAnswer: string;
  readonly answer: string;
  /** The decisive one first; empty where nothing differs that can matter. */
  readonly differences: readonly WireDifference[];
  /** How many differences were left out as noise (`User-Agent`, `Connection`, order of headers ...). */
  readonly hidden: number;
}
