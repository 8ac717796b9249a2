import type { ShellCommand } from "./shell-command.ts";

/** Puts commands together while a text is read from left to right. */
export interface CommandCollector {
  /** Adds to the word that is being read, and begins one where none is: `add("")` is an empty word. */
  add(text: string): void;
  /** The word that is being read; absent between words. */
  readonly word: string | undefined;
  endWord(): void;
  endCommand(by: string): void;
  /** The next word is no argument but where something is redirected to or from. */
  redirect(from: "in" | "out" | "here"): void;
  /** Drops the word that is being read: it was the number of a stream. */
  dropWord(): void;
  /** The command's standard input comes later, as a here-document. */
  awaitFeed(): void;
  /** Gives the standard input of the first command that awaits one. */
  feed(text: string): void;
  commands(): readonly ShellCommand[];
}

export function createCommandCollector(): CommandCollector {
  const commands: { -readonly [Key in keyof ShellCommand]: ShellCommand[Key] }[] = [];
  const awaiting: number[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let redirected: "in" | "out" | "here" | undefined;
  let input: Pick<ShellCommand, "stdin" | "stdinFile"> = {};
  const endWord = () => {
    if (word === undefined) return;
    if (redirected === undefined) words.push(word);
    if (redirected === "in") input = { stdinFile: word };
    if (redirected === "here") input = { stdin: `${word}\n` };
    redirected = undefined;
    word = undefined;
  };
  return {
    get word() {
      return word;
    },
    add(text) {
      word = (word ?? "") + text;
    },
    endWord,
    endCommand(by) {
      endWord();
      redirected = undefined;
      if (words.length > 0) commands.push({ words, ...input, endedBy: by });
      words = [];
      input = {};
    },
    redirect(from) {
      redirected = from;
    },
    dropWord() {
      word = undefined;
    },
    awaitFeed() {
      awaiting.push(commands.length);
    },
    feed(text) {
      const command = commands[awaiting.shift() ?? -1];
      if (command !== undefined) command.stdin = text;
    },
    commands: () => commands,
  };
}
