/** Gives a number and its word: `1 scenario`, `2 scenarios`. */
export function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
