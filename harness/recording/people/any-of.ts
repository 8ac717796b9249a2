/** Finds any of these texts where no letter or digit stands directly before or after it; the longer of two comes first. */
export function anyOf(texts: readonly string[]): RegExp {
  // "Ada Byron King" is not "Ada Byron" with something behind it.
  const longestFirst = texts.toSorted((one, other) => other.length - one.length);
  const escaped = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}
