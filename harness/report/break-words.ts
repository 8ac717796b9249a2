/**
 * Gives the text with a space put into every word that is wider than `width` columns, since a table that wraps at spaces
 * only would cut it off.
 */
export function breakWords(text: string, width: number): string {
  return text
    .split(" ")
    .map((word) => (columnsOf(word) > width ? breakWord(word, width) : word))
    .join(" ");
}

function breakWord(word: string, width: number): string {
  let broken = "";
  let used = 0;
  for (const { segment } of segmenter.segment(word)) {
    const columns = columnsOf(segment);
    if (used + columns > width) {
      broken += " ";
      used = 0;
    }
    broken += segment;
    used += columns;
  }
  return broken;
}

const segmenter = new Intl.Segmenter();

/** Gives the columns the text takes at most: the characters that are two wide, East Asian ones and emoji, lie above U+1100. */
export function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (character < "\u1100" ? 1 : 2), 0);
}
