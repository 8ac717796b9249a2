import type { ScenarioResult } from "#harness/run/run-event.ts";

/** A property that only one side was seen to send, where that may be the orgs' data. */
export interface Undecided {
  readonly message: string;
  /** The calls it was seen on, each once. */
  readonly calls: readonly string[];
  /** Ids, each once, in the order of the run. */
  readonly scenarios: readonly string[];
}

/** Gives what nobody could decide in a run, each place once, the message as it was seen first. */
export function listUndecided(results: readonly ScenarioResult[]): Undecided[] {
  const found = new Map<string, { message: string; calls: Set<string>; scenarios: Set<string> }>();
  for (const { id, comparisons } of results) {
    for (const { at, call, mock, message } of comparisons.flatMap(({ undecided }) => undecided)) {
      // The same property of the same resource, whichever the page or the element.
      const [path = ""] = (call ?? "").split("?");
      const key = `${path} ${at.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${mock === undefined}`;
      const one = found.get(key) ?? { message, calls: new Set(), scenarios: new Set() };
      if (call !== undefined) one.calls.add(call);
      one.scenarios.add(id);
      found.set(key, one);
    }
  }
  return [...found.values()].map(({ message, calls, scenarios }) => ({
    message,
    calls: [...calls],
    scenarios: [...scenarios],
  }));
}
