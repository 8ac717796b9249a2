import type { Scenario } from "./scenario.ts";

/** Which of the loaded scenarios are asked for. */
export interface Selection {
  /** Keeps only scenarios with this text in id, title, file, a tag or a claim; case does not matter. */
  readonly filter?: string;
  /** Keeps only scenarios with one of these tags; empty or absent: all. */
  readonly tags?: readonly string[];
  /** Keeps every `of`-th of what is left, from the `index`-th on; both counted from 1. */
  readonly shard?: { readonly index: number; readonly of: number };
}

/** The scenarios that are asked for, in their order. */
export function selectScenarios(scenarios: readonly Scenario[], options: Selection): readonly Scenario[] {
  const { filter = "", tags = [], shard = { index: 1, of: 1 } } = options;
  return scenarios
    .filter((scenario) => matchesFilter(scenario, filter))
    .filter((scenario) => tags.length === 0 || tags.some((tag) => scenario.tags.includes(tag)))
    .filter((_scenario, position) => position % shard.of === shard.index - 1);
}

function matchesFilter({ id, title, file, tags, claims }: Scenario, filter: string): boolean {
  const texts = [id, title, file, ...tags, ...claims.map(({ claim }) => claim)];
  return texts.some((text) => text.toLowerCase().includes(filter.toLowerCase()));
}

/** Why a selection is empty, and what to write instead. */
export function whyNoneSelected({ filter = "", tags = [], shard }: Selection, scenarios: readonly Scenario[]): string {
  const left = selectScenarios(scenarios, { filter, tags });
  if (shard !== undefined && left.length > 0) {
    const count = left.length === 1 ? "is only 1 scenario" : `are only ${left.length} scenarios`;
    return `there is none for shard ${shard.index}/${shard.of}: there ${count}; use fewer shards`;
  }
  if (selectScenarios(scenarios, { filter }).length === 0) {
    return `no scenario has "${filter}" in its id, title, file, tags or claims; use a part of one of them`;
  }
  const known = [...new Set(scenarios.flatMap((scenario) => scenario.tags))].sort();
  return `no scenario has the tag ${tags.join(" or ")}; the tags are ${known.join(", ") || "none"}`;
}
