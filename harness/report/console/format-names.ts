import { oneLine } from "#harness/report/output.ts";

/** Gives the first names of a list and how many there are beside them: `a, b, c and 25 more`. */
export function formatNames(names: readonly string[], shown = 3): string {
  const first = names.slice(0, shown).map(oneLine).join(", ");
  return names.length > shown ? `${first} and ${names.length - shown} more` : first;
}
