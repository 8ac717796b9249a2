/** Length of the starts that are looked up; nothing shorter can be found. */
export const startLength = 6;

/** Finds the places in a text at which one of many needles may begin, in one pass, however many needles there are. */
export interface StartIndex {
  add(needle: string): void;
  /** The needles whose first six characters stand at this place. */
  at(text: string, place: number): ReadonlySet<string> | undefined;
  readonly isEmpty: boolean;
}

export function createStartIndex(): StartIndex {
  const byStart = new Map<string, Set<string>>();
  // Cutting a piece out of the text for each look-up would take most of the time, so a cheap filter comes before it.
  const seen = new Uint8Array(1 << 16);
  return {
    add(needle) {
      if (needle.length < startLength) return;
      const start = needle.slice(0, startLength);
      seen[hashAt(start, 0)] = 1;
      const sameStart = byStart.get(start);
      if (sameStart) sameStart.add(needle);
      else byStart.set(start, new Set([needle]));
    },
    at(text, place) {
      return seen[hashAt(text, place)] === 1 ? byStart.get(text.slice(place, place + startLength)) : undefined;
    },
    get isEmpty() {
      return byStart.size === 0;
    },
  };
}

function hashAt(text: string, place: number): number {
  const [a, b] = [text.charCodeAt(place), text.charCodeAt(place + 1)];
  const [c, d] = [text.charCodeAt(place + 3), text.charCodeAt(place + 5)];
  return (a ^ (b << 4) ^ (c << 8) ^ (d << 11)) & 0xffff;
}
