import { nearestName } from "#harness/scenario/nearest-name.ts";
import { flags, shortOptions, withArgument } from "./curl-options.ts";

/** An option of curl by its long name; a word that is no option is a `url`. */
export interface CurlOption {
  readonly name: string;
  /** Empty for a flag. */
  readonly value: string;
}

/** The options of each transfer (`--next` begins another), and what was skipped. */
export interface CurlArguments {
  readonly transfers: readonly (readonly CurlOption[])[];
  readonly notes: readonly string[];
}

/** Reads the words behind `curl` as curl does; an option that it does not have is skipped with a note. */
export function parseCurlArguments(words: readonly string[]): CurlArguments {
  const transfers: CurlOption[][] = [[]];
  const notes: string[] = [];
  const add = (name: string, value = "") => transfers.at(-1)?.push({ name, value });
  let onlyUrls = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (onlyUrls || !/^-./s.test(word)) {
      add("url", word);
    } else if (word === "--") {
      onlyUrls = true;
    } else if (word.startsWith("--")) {
      at += readLong(word, words[at + 1]);
    } else {
      at += readShort(word, words[at + 1]);
    }
  }
  return { transfers: transfers.filter((options) => options.length > 0), notes };

  /** Gives how many further words it took. */
  function readLong(word: string, next: string | undefined): number {
    const [, name = "", value] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (withArgument.has(name)) {
      if (value === undefined) return take(name, next, word);
      notes.push(`curl itself knows no --${name}=...: put a space in place of the =.`);
      add(name, value);
    } else if (name === "next") {
      transfers.push([]);
    } else if (flags.has(name) || flags.has(name.replace(/^no-/, "")) || flags.has(`no-${name}`)) {
      add(name);
    } else {
      const nearest = nearestName(name, [...withArgument, ...flags]);
      const hint = nearest === undefined ? "." : `; did you mean --${nearest}?`;
      notes.push(`curl has no option --${name}, so it is skipped${hint}`);
      // A misspelt option has its value behind it, too.
      return value === undefined && nearest !== undefined && withArgument.has(nearest) ? 1 : 0;
    }
    return 0;
  }

  function readShort(word: string, next: string | undefined): number {
    for (let at = 1; at < word.length; at++) {
      const name = shortOptions[word[at] ?? ""];
      if (name === undefined) {
        notes.push(`curl has no option -${word[at]}, so ${JSON.stringify(word)} is skipped.`);
        return 0;
      }
      if (!withArgument.has(name)) {
        if (name === "next") transfers.push([]);
        else add(name);
      } else if (at + 1 < word.length) {
        add(name, word.slice(at + 1));
        return 0;
      } else {
        return take(name, next, word);
      }
    }
    return 0;
  }

  function take(name: string, next: string | undefined, word: string): number {
    if (next === undefined) notes.push(`${word} stands at the end without its value, so it is skipped.`);
    else add(name, next);
    return next === undefined ? 0 : 1;
  }
}
