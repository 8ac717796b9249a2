import { stripVTControlCharacters } from "node:util";
import type { ClientOutput } from "./client.ts";
import { keepEnd } from "./whole-words.ts";

/** How many characters of each stream are kept. */
const keptLength = 2000;

/** The end of what a program printed on each stream, without colours; nothing where it printed nothing. */
export function endOfOutput(printed: { readonly stdout: string; readonly stderr: string }): {
  readonly output?: ClientOutput;
} {
  const ends = (["stdout", "stderr"] as const).flatMap((name) => {
    const text = keepEnd(stripVTControlCharacters(printed[name]), keptLength).trimEnd();
    return text === "" ? [] : [[name, text]];
  });
  return ends.length === 0 ? {} : { output: Object.fromEntries(ends) };
}
