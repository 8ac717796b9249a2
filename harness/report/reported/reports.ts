/** A report as the catalogue has it, as far as a run is held against it. */
export interface Report {
  readonly id: string;
  /** The status that was reported, where it was. */
  readonly status?: number;
}

/** A claim of a report: the report's id, and the text of the claim in the scenario of that report. */
export interface ClaimPlace {
  readonly report: string;
  readonly claim: string;
}

/** One side of a contradiction, in short, and the claims that stand for it. */
export interface ContradictionSide {
  readonly says: string;
  readonly claims: readonly ClaimPlace[];
}

/** A topic on which reports say what cannot both be true. */
export interface Contradiction {
  readonly topic: string;
  readonly a: ContradictionSide;
  readonly b: ContradictionSide;
}

/** What a folder of reported scenarios says beside them: `catalogue.yaml`, and `contradictions.yaml` if it is there. */
export interface Reports {
  readonly reports: readonly Report[];
  readonly contradictions: readonly Contradiction[];
}
