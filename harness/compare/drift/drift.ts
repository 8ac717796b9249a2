/** What can differ between the mock's and the real API's side of a run. */
export const driftKinds = [
  /** A call that only one side saw. */
  "call",
  "status",
  /** The `code` of an error body. */
  "code",
  /** The `message` of an error body, with ids replaced by their names. */
  "message",
  /** A header that matters is there on one side only, or is another one. */
  "header",
  /** An expectation that holds on one side only. */
  "expectation",
  /** A property of a body that only one side sends. */
  "property",
  /** A value of another JSON type. */
  "type",
  /** A value that means something is another one: an id that stands for something else, a word of a closed list. */
  "value",
  /** The real response does not fit the contract's schema: an undocumented property, another type, a missing property. */
  "schema",
] as const;
export type DriftKind = (typeof driftKinds)[number];

/** One difference between the two sides. */
export interface DriftItem {
  /** `/status`, `/code`, `/message`, `/headers/content-type`, `/calls`, `/expect/...`, or a JSON pointer below `/body`. */
  readonly at: string;
  readonly kind: DriftKind;
  /** The call it was seen on, ids by their names: `GET /api/v2/flows/<publishedFlow>`. Absent for an expectation. */
  readonly call?: string;
  /** What the mock has there; undefined where it has nothing. */
  readonly mock?: unknown;
  /** What the real API has there; undefined where it has nothing. */
  readonly live?: unknown;
  /** One line for people: what differs, both values, what to look at. */
  readonly message: string;
  /** Where in the scenario file it shows: at the request or the expectation that it is about. */
  readonly line?: number;
  readonly column?: number;
  /** Set where it lies in what the run was given. */
  readonly cause?: DriftCause;
}

/** What of a run keeps its legs from being compared, whatever the API does; the first explains more than those after it. */
export const circumstanceKinds = [
  /** The real side was down, or could not be reached. */
  "unavailable",
  /** The real side does not accept the token of the run. */
  "token",
  /** An id that the run was given names nothing in the real org, or something in another state than it is for. */
  "binding",
] as const;
export type CircumstanceKind = (typeof circumstanceKinds)[number];

/**
 * What explains a difference without the API having changed: a circumstance of the run, or a permission that the real leg's token lacks
 * and the mock's has.
 */
export interface DriftCause {
  readonly kind: CircumstanceKind | "permission";
  /** What it is, for people, to stand behind "since" or a semicolon. */
  readonly reason: string;
  /** What to do about it: a sentence without its full stop. */
  readonly advice: string;
}

/** A difference that the scenario allows. */
export interface ToleratedDrift extends DriftItem {
  readonly why: string;
  readonly until: string;
}

/** What two sides of a run differ in. */
export interface ComparedSides {
  readonly drift: readonly DriftItem[];
  /**
   * Properties that some elements of a list have on one side, and none on the other: the mock or the real API lacks them, or
   * the two orgs hold other data. It is no drift, and shall not go unseen.
   */
  readonly undecided: readonly DriftItem[];
  readonly tolerated: readonly ToleratedDrift[];
}

/** What two sides of a scenario together say, and whose fault a difference is. */
export const comparisonVerdicts = [
  /** Both sides pass and say the same. */
  "agree",
  /** The mock fails, the real API passes. */
  "mock-wrong",
  /** The mock passes, the real API fails: it changed, or the expectation is wrong. */
  "api-changed",
  /** Both fail alike: the client's bug, reproduced. */
  "bug-reproduced",
  /** Both pass or both fail, and differ in what no tolerance allows. */
  "drift",
  /**
   * Differs, in a scenario with several contracts of which another one agrees with the real API: the question which of
   * them is right is answered, and it is not this one.
   */
  "other-contract",
  /** There was no real leg to compare with. */
  "not-run",
] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];
