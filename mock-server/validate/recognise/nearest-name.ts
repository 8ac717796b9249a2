import { distance } from "fastest-levenshtein";
import { plainName } from "#mock-server/contract/read-operations.ts";

// Longer ones are no slips of the keyboard.
const longestName = 60;

/** The name that is meant: the same but for case, `_` and `-`, or one a few letters away; the nearest, nothing if none is near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  if (written.length > longestName) return undefined;
  const plain = plainName(written);
  if (plain === "") return undefined;
  const same = names.find((name) => plainName(name) === plain);
  if (same !== undefined) return same;
  const near = names
    .filter((name) => name.length <= longestName)
    .map((name) => ({ name, far: distance(plain, plainName(name)) }))
    .filter(({ name, far }) => far <= slipsIn(name))
    .sort((one, other) => one.far - other.far);
  return near[0]?.name;
}

/** How many letters can be wrong in a name before it is another one. */
function slipsIn(name: string): number {
  if (name.length <= 3) return 0;
  return name.length <= 5 ? 1 : 2;
}
