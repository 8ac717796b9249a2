import type { Pattern } from "./parse-pattern.ts";
import { type SearchEffort, spend } from "./search-effort.ts";

// What a pattern is compared with is a name, an address, a title; the time that it takes grows with the text.
const longestText = 1000;
// A position of a pattern takes about five times as long as a character that is only compared.
const costOfStep = 5;

/** Whether a whole text is what a pattern describes. False, too, for a longer text, and when the effort is used up. */
export function matchPattern(pattern: Pattern, text: string, effort: SearchEffort): boolean {
  if (text.length > longestText) return false;
  const characters = [...text];
  return advance(pattern, new Set([0]), { characters, effort }).has(characters.length);
}

interface Matching {
  readonly characters: readonly string[];
  readonly effort: SearchEffort;
}

/** From the positions where a pattern can begin to those where it can end: all at once, so that nothing is tried twice. */
function advance(pattern: Pattern, from: ReadonlySet<number>, matching: Matching): ReadonlySet<number> {
  if (!spend(matching.effort, costOfStep * (1 + from.size))) return new Set();
  switch (pattern.kind) {
    case "character":
      return new Set([...from].filter((at) => passes(pattern.test, matching.characters[at])).map((at) => at + 1));
    case "sequence":
      return pattern.parts.reduce((at, part) => advance(part, at, matching), from);
    case "choice":
      return new Set(pattern.parts.flatMap((part) => [...advance(part, from, matching)]));
    case "repeat":
      return advanceRepeat(pattern, from, matching);
    default:
      return pattern satisfies never;
  }
}

function advanceRepeat(
  { part, least, most }: Extract<Pattern, { kind: "repeat" }>,
  from: ReadonlySet<number>,
  matching: Matching,
): ReadonlySet<number> {
  let current = from;
  for (let round = 0; round < least && current.size > 0; round += 1) current = advance(part, current, matching);
  const reached = new Set(current);
  for (let round = least; round < most && current.size > 0; round += 1) {
    current = new Set([...advance(part, current, matching)].filter((at) => !reached.has(at)));
    for (const at of current) reached.add(at);
  }
  return reached;
}

function passes(test: (character: string) => boolean, character: string | undefined): boolean {
  return character !== undefined && test(character);
}
