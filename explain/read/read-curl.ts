import { buildCurlRequests } from "./curl/build-curl-requests.ts";
import { parseCurlArguments } from "./curl/parse-curl-arguments.ts";
import { type Reading, type ReadNamedFile, type ReadRequest, requests, unreadable } from "./reading.ts";
import { readShellText } from "./shell/read-shell-text.ts";
import type { ShellCommand } from "./shell/shell-command.ts";

/**
 * The requests of every curl command in a text, as a shell and curl would make them. Nothing is run: variables stay as they
 * are, and other commands are skipped with a note.
 */
export function readCurl(text: string, readFile: ReadNamedFile): Reading {
  const shell = readShellText(text);
  if (shell.kind === "open") {
    const place = `line ${shell.line}, column ${shell.column}`;
    return unreadable(
      `${place}: expected a closing ${shell.quote} to the quote that begins here, found the end of the text; close it, or paste the whole command`,
    );
  }
  const { commands } = shell;
  const notes = [...shell.notes];
  const read: ReadRequest[] = [];
  let skipped = 0;
  for (const [index, command] of commands.entries()) {
    const found = readCommand(command, { before: commands.slice(0, index), readFile });
    if (found === undefined) {
      if (!belongsToCurl(index, commands)) skipped += 1;
      continue;
    }
    if (found.kind === "unreadable") return found;
    read.push(...found.requests);
    notes.push(...found.notes);
  }
  if (read.length === 0) {
    const [first] = commands;
    const word = first?.words[0] === undefined ? "nothing" : JSON.stringify(first.words[0].slice(0, 60));
    return unreadable(`expected a command that begins with curl, found ${word}; paste the whole line, from "curl" on`);
  }
  if (skipped > 0)
    notes.push(`Read were the curl commands only; ${skipped === 1 ? "1 other is" : `${skipped} others are`} skipped.`);
  return requests(read, notes);
}

interface Around {
  readonly before: readonly ShellCommand[];
  readonly readFile: ReadNamedFile;
}

/** Absent for another command than curl. */
function readCommand(command: ShellCommand, around: Around): Reading | undefined {
  const start = command.words.findIndex((word) => !beforeCommand.test(word));
  if (!/(?:^|[/\\])curl(?:\.exe)?$/i.test(command.words[start] ?? "")) return readSubstitution(command, around);
  const { transfers, notes } = parseCurlArguments(command.words.slice(start + 1));
  if (transfers.length === 0) return unreadable("expected an address and options behind curl, found nothing");
  const stdin = stdinOf(command, around);
  const sources = { readFile: around.readFile, ...(stdin === undefined ? {} : { stdin }) };
  const read: ReadRequest[] = [];
  const all = [...notes];
  for (const options of transfers) {
    const built = buildCurlRequests(options, sources);
    if (built.kind === "unreadable") return built;
    read.push(...built.requests);
    all.push(...built.notes);
  }
  return requests(read, all);
}

/** What may stand before the command's name: a value for a variable, and programs that start another one. */
const beforeCommand = /^(?:[A-Za-z_]\w*=[\s\S]*|sudo|time|env|command|exec|nohup|!)$/;

/** `TOKEN=$(curl ...)`: the command inside. */
function readSubstitution({ words }: ShellCommand, { readFile }: Around): Reading | undefined {
  for (const word of words) {
    const [, inner] = /\$\((\s*curl\s[\s\S]*)\)$/.exec(word) ?? /`(\s*curl\s[^`]*)`$/.exec(word) ?? [];
    if (inner !== undefined) return readCurl(inner, readFile);
  }
  return undefined;
}

/** What comes into a command, where that can be told without running anything. */
function stdinOf(command: ShellCommand, { before, readFile }: Around): Buffer | undefined {
  if (command.stdin !== undefined) return Buffer.from(command.stdin);
  if (command.stdinFile !== undefined) return bytesOf(command.stdinFile, readFile);
  const previous = before.at(-1);
  if (previous?.endedBy !== "|") return undefined;
  const [name, ...rest] = previous.words;
  const [first = ""] = rest;
  const values = rest.filter((word) => !/^-[neE]+$/.test(word));
  if (name === "echo") return Buffer.from(values.join(" ") + (rest.some((word) => /^-\w*n/.test(word)) ? "" : "\n"));
  if (name === "printf") return Buffer.from(/^%s(?:\\n)?$/.test(first) ? rest.slice(1).join("") : first);
  if (name === "cat" && rest.length === 1) return bytesOf(first, readFile);
  if (name === "cat" || name === "base64") {
    const piped = stdinOf(previous, { before: before.slice(0, -1), readFile });
    return name === "cat" || piped === undefined ? piped : Buffer.from(piped.toString("latin1"), "base64");
  }
  return undefined;
}

function bytesOf(name: string, readFile: ReadNamedFile): Buffer | undefined {
  const file = readFile(name);
  return file.kind === "file" ? file.bytes : undefined;
}

/** Whether a command is there for what it pipes into a curl, or takes what one prints. */
function belongsToCurl(index: number, commands: readonly ShellCommand[]): boolean {
  const [previous, command, next] = [commands[index - 1], commands[index], commands[index + 1]];
  const feeds =
    command?.endedBy === "|" && next !== undefined && /^(?:echo|printf|cat|base64)$/.test(command.words[0] ?? "");
  const onlyAssigns = command?.words.every((word) => /^[A-Za-z_]\w*=/.test(word)) === true;
  return feeds || onlyAssigns || previous?.endedBy === "|";
}
