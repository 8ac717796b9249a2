import { distance } from "fastest-levenshtein";

const longestName = 100;
const mostNames = 500;

/**
 * The one of `names` that `name` is most probably a slip of: another case, `flow_id` for `flowId`, a typo. Undefined if
 * none is near. Names that are too long or too many to be a slip are not looked at.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (name.length > longestName) {
    return undefined;
  }
  const wanted = bare(name);
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of names.slice(0, mostNames)) {
    const steps = candidate.length > longestName ? least : distance(wanted, bare(candidate));
    if (steps < least) {
      nearest = candidate;
      least = steps;
    }
  }
  return nearest;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[_\-.\s]/g, "");
}
