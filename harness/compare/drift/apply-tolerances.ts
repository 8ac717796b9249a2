import type { Tolerance } from "#harness/scenario/scenario.ts";
import type { ComparedSides, DriftItem, ToleratedDrift } from "./drift.ts";
import type { FoundDrift } from "./found-drift.ts";

export interface ToleratedSides extends ComparedSides {
  /** Those that no difference needed, and those whose last day is over, in the order of the file. */
  readonly idle: readonly { readonly tolerance: Tolerance; readonly state: "unused" | "expired" }[];
}

/** Parts what a scenario allows from what it does not. `today` is a day as `YYYY-MM-DD`; `until` is the last that holds. */
export function applyTolerances(
  found: readonly FoundDrift[],
  { tolerate, today }: { readonly tolerate: readonly Tolerance[]; readonly today: string },
): ToleratedSides {
  const current = tolerate.filter(({ until }) => today <= until);
  const used = new Set<Tolerance>();
  const drift: DriftItem[] = [];
  const undecided: DriftItem[] = [];
  const tolerated: ToleratedDrift[] = [];
  for (const { allowedBy, isUndecided = false, ...item } of found) {
    const matching = current.filter(({ at, may }) => allowedBy.includes(may) && matchesPlace(at, item.at));
    for (const tolerance of matching) used.add(tolerance);
    const [first] = matching;
    if (first === undefined) (isUndecided ? undecided : drift).push(item);
    else tolerated.push({ ...item, why: first.why, until: first.until });
  }
  const idle = tolerate
    .filter((tolerance) => !used.has(tolerance))
    .map((tolerance) => ({
      tolerance,
      state: current.includes(tolerance) ? ("unused" as const) : ("expired" as const),
    }));
  return { drift, undecided, tolerated, idle };
}

function matchesPlace(pattern: string, at: string): boolean {
  // Names of headers are the same in any case.
  const [expected, found] = at.startsWith("/headers/") ? [pattern.toLowerCase(), at.toLowerCase()] : [pattern, at];
  const [patternParts, parts] = [expected.split("/"), found.split("/")];
  return (
    patternParts.length === parts.length &&
    patternParts.every((part, position) => part === "*" || part === parts[position])
  );
}
