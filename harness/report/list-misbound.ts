import type { Leg, ScenarioResult } from "#harness/run/run-event.ts";

/** A value that the run was given and that names nothing on the real side, with everything that it kept from being compared. */
export interface Misbound {
  /** Which value, and what to do. */
  readonly message: string;
  /** A call that was answered 404, so that a reader can look whether it was for that. */
  readonly seen: string;
  /** Ids, each once, in the order of the run. */
  readonly scenarios: readonly string[];
}

/** Gives each such value once, however many legs met it, in the order of the run. */
export function listMisbound(results: readonly ScenarioResult[]): Misbound[] {
  const met = results.flatMap(({ id, legs }) =>
    legs.flatMap((leg) => (leg.misbound === undefined ? [] : [{ id, leg, message: leg.misbound }])),
  );
  return [...new Map(met.map((one) => [one.message, one]))].map(([message]) => {
    const own = met.filter((one) => one.message === message);
    return { message, seen: sayCall(own[0]?.leg), scenarios: [...new Set(own.map(({ id }) => id))] };
  });
}

function sayCall(leg: Leg | undefined): string {
  const call = leg?.exchanges.find(({ response }) => response?.status === 404);
  return call === undefined ? "no call is known" : `${call.request.method} ${call.request.path} was answered 404`;
}
