import type { WireDifference } from "./wire-difference.ts";
import type { SentRequest } from "./wire-run.ts";

/** A difference as it is found: how likely it is to matter, and the change that takes it away. */
export interface FoundDifference extends Omit<WireDifference, "decisive"> {
  /** The lower, the more likely it matters. */
  readonly rank: number;
  /** The other client's request with this part as in the reference's. Absent where no request can be changed so. */
  readonly change?: (request: SentRequest) => SentRequest;
}

/** The differences of one part of two requests, and how many more there are that cannot matter. */
export interface PartComparison {
  readonly differences: readonly FoundDifference[];
  readonly hidden: number;
}

/** Two requests that are compared, and what helps to judge their values. */
export interface RequestPair {
  readonly reference: SentRequest;
  readonly other: SentRequest;
  /** Takes the secrets of both requests out of a text. */
  readonly hide: (text: string) => string;
  /** Whether both values are ids that each client's own earlier responses gave it: they stand for the same. */
  readonly areOwnIds: (reference: string, other: string) => boolean;
  /** The tokens that the run gave to its clients; absent where nobody told. */
  readonly knownTokens?: readonly string[];
}

/** How likely the parts are to matter, the likeliest first. */
export const ranks = {
  method: 0,
  path: 1,
  authorization: 2,
  contentType: 3,
  bodyKind: 4,
  framing: 5,
  bodyValue: 6,
  query: 7,
  header: 8,
  calls: 9,
} as const;

export const nothing: PartComparison = { differences: [], hidden: 0 };

/** Two values side by side; what is undefined is left out. */
export function sides(
  reference: string | undefined,
  other: string | undefined,
): Pick<WireDifference, "reference" | "other"> {
  return { ...(reference === undefined ? {} : { reference }), ...(other === undefined ? {} : { other }) };
}
