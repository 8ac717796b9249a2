import { placeholderOf, type UnknownValue } from "./value.ts";

// A longer name is found where nothing else follows it.
const longestName = 100;

/** Which of the values stand with their placeholders in the texts. Goes through the texts once, however many values there are. */
export function placeholdersIn(texts: Iterable<string>, values: readonly UnknownValue[]): readonly UnknownValue[] {
  const wanted = new Set(values.map(placeholderOf));
  const found = new Set<string>();
  for (const text of texts) {
    for (const [written] of text.matchAll(/\$\w+|\$\{[\w.:]+\}|<unknown>/g)) {
      if (wanted.has(written)) found.add(written);
      if (!/^\$\w/.test(written)) continue;
      // `$id` may have letters behind it, as in `$idabc` of "${id}abc".
      for (let end = Math.min(written.length, longestName); end > 1; end -= 1) {
        if (wanted.has(written.slice(0, end))) found.add(written.slice(0, end));
      }
    }
  }
  return values.filter((value) => found.has(placeholderOf(value)));
}
