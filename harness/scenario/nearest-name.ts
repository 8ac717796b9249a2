import { distance } from "fastest-levenshtein";

/** The candidate that `name` is most likely a misspelling of; nothing when none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: countEdits(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3)))
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate;
}

/** The end of a message about an unknown name: the nearest right one, or else all that are possible. */
export function suggestName(name: string, candidates: readonly string[]): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? `; possible here: ${candidates.join(", ")}` : `, did you mean "${nearest}"?`;
}

/** Letters that have only changed places count as one slip, however short the name is. */
function countEdits(name: string, candidate: string): number {
  const edits = distance(name, candidate);
  return edits > 1 && sortLetters(name) === sortLetters(candidate) ? 1 : edits;
}

function sortLetters(name: string): string {
  return [...name].sort().join("");
}
