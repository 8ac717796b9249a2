import type { Circumstance, ScenarioResult } from "#harness/run/run-event.ts";

/** A circumstance of the run, with everything that it kept from being compared. */
export interface MetCircumstance extends Circumstance {
  /** Ids, each once, in the order of the run. */
  readonly scenarios: readonly string[];
}

/** Gives each circumstance once, however many legs met it, in the order of the run. */
export function listCircumstances(results: readonly ScenarioResult[]): MetCircumstance[] {
  const met = results.flatMap(({ id, legs }) =>
    legs.flatMap(({ circumstance }) => (circumstance === undefined ? [] : [{ id, circumstance }])),
  );
  const first = new Map(met.toReversed().map(({ circumstance }) => [circumstance.message, circumstance]));
  const messages = [...new Set(met.map(({ circumstance }) => circumstance.message))];
  return messages.flatMap((message) => {
    const ids = met.filter(({ circumstance }) => circumstance.message === message).map(({ id }) => id);
    const circumstance = first.get(message);
    return circumstance === undefined ? [] : [{ ...circumstance, scenarios: [...new Set(ids)] }];
  });
}

/** What each kind of circumstance is, to stand behind "could not be compared:". */
export const circumstanceWords: Readonly<Record<Circumstance["kind"], string>> = {
  unavailable: "the real side was down, out of reach, or limited the run",
  token: "the real side does not accept the token of the run",
  binding: "an id that this run was given names nothing in the real org, or something in the wrong state",
};
