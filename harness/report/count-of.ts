/** Gives a number and its word: `1 scenario`, `2 scenarios`. `words` are several of them. */
export function countOf(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}
