import type { SideName } from "#harness/compare/drift/side-aliases.ts";

/** What strays from the words that a request asked for. */
export interface StrayWords {
  /** The side whose elements have other words; those of the other side have none but what was asked for. */
  readonly side: SideName;
  readonly words: readonly string[];
}

/**
 * Compares the words of a closed list that the elements of a list have, on both sides: which ones there are is an org's data,
 * unless the query names them. `?state=inactive` is ignored where one side's elements are all inactive and some of the other's
 * are not. `asked` are the values of the query in lower case. Undefined where both sides stay within them, or neither does.
 */
export function compareWords(
  words: Readonly<Record<SideName, readonly string[]>>,
  asked: ReadonlySet<string>,
): StrayWords | undefined {
  const [mock, real] = [straying(words.mock, asked), straying(words.real, asked)];
  if (mock.length > 0 === real.length > 0) return undefined;
  return mock.length > 0 ? { side: "mock", words: mock } : { side: "real", words: real };
}

function straying(words: readonly string[], asked: ReadonlySet<string>): readonly string[] {
  return [...new Set(words)].filter((word) => !asked.has(word.toLowerCase()));
}

/** The values of a query in lower case; several that are joined by commas are several. */
export function askedWords(path: string): ReadonlySet<string> {
  const query = path.includes("?") ? path.slice(path.indexOf("?") + 1) : "";
  const values = [...new URLSearchParams(query).values()].flatMap((value) => value.split(","));
  return new Set(values.map((value) => value.trim().toLowerCase()).filter((value) => value !== ""));
}
