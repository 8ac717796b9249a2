import type { Given } from "#harness/scenario/scenario.ts";
import type { WantedOrg } from "#harness/target/target.ts";

/** What a target is asked for: the run `published` of a scenario that only reads, unless a test says otherwise. */
export function aWantedOrg(given: Given = {}, changes: Partial<WantedOrg> = {}): WantedOrg {
  return { scenario: "a-scenario", run: "published", contract: "published", effect: "reads", given, ...changes };
}
