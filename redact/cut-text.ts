/**
 * The text cut after so many characters, with an ellipsis directly behind it: where the cut falls into a secret, the redactor
 * knows what is left of it by that. A text that is cut in any other way shows the start of a secret in clear.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair at the end would not be a character.
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
