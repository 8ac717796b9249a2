// No token is longer; a word that is cut may be a part of one, which nobody would know to take out.
const longestSecret = 4096;

/** The last characters of a text, at most `length`, from the first whole word on. */
export function keepEnd(text: string, length: number): string {
  return text.length <= length ? text : text.slice(-length).replace(/^\S+/, "").trimStart();
}

/** A text that was cut off at its end, without the word that the cut went through. */
export function dropCutWord(text: string): string {
  const end = text.slice(-longestSecret);
  return text.slice(0, text.length - end.length) + end.replace(/\S+$/, "");
}
