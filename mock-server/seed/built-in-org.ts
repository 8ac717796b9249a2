import type { OrgData } from "#mock-server/org/entities.ts";

/**
 * The org of a seed that exists before the program runs. In the sources there is none; the build puts a module in this one's
 * place that has the org of seed 1.
 */
export function builtInOrg(_seed: number): OrgData | undefined {
  return undefined;
}
