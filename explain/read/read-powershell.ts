import { bindArguments } from "./powershell/bind-arguments.ts";
import { buildWebRequest, webParameters } from "./powershell/build-web-request.ts";
import { evaluate, runStatements } from "./powershell/evaluate.ts";
import { parseScript } from "./powershell/parse-script.ts";
import type { Scope } from "./powershell/scope.ts";
import { placeholderOf, type UnknownValue } from "./powershell/value.ts";
import { type Reading, type ReadNamedFile, type ReadRequest, requests, unreadable } from "./reading.ts";

/**
 * The requests of every `Invoke-RestMethod` and `Invoke-WebRequest` in a script, as PowerShell would make them. Nothing is run:
 * what the text itself assigns is followed, a placeholder stands for everything else.
 */
export function readPowershell(text: string, readFile: ReadNamedFile): Reading {
  const script = withoutPrompts(withoutFence(text.replace(/^\ufeff/, "")));
  const { statements, open, lineOf } = parseScript(script);
  if (open !== undefined) {
    return unreadable(
      `line ${open.line}, column ${open.column}: expected an end to the ${open.what} that begins here, found the end of the text; close it, or paste the whole command`,
    );
  }
  const read: ReadRequest[] = [];
  const problems: string[] = [];
  const scope: Scope = {
    variables: new Map(),
    unknown: [],
    notes: /`[ \t]+\r?\n/.test(script) ? [brokenContinuation] : [],
    readFile,
    evaluate: (expression) => evaluate(expression, scope),
    request(command, piped) {
      const bound = bindArguments(command, webParameters, scope);
      const given = piped === undefined || bound.has("body") ? bound : new Map([...bound, ["body", piped] as const]);
      const built = buildWebRequest(given, readFile);
      if (built.kind === "unreadable") problems.push(`line ${lineOf(command.at)}: ${built.message}`);
      else {
        read.push(...built.requests);
        scope.notes.push(...built.notes);
      }
    },
  };
  runStatements(statements, scope);
  const [problem] = problems;
  if (read.length === 0)
    return unreadable(
      problem ?? "expected Invoke-RestMethod or Invoke-WebRequest (irm, iwr), found none; paste the whole command",
    );
  return requests(read, [
    ...scope.notes,
    ...problems.map((one) => `${one}; the request is left out.`),
    ...unknownIn(read, scope.unknown),
  ]);
}

const brokenContinuation =
  "A backtick with a space behind it continues no line in PowerShell; here it is taken for one that does: take the space away.";

/** Says which placeholders stand in the requests; of one that is a whole body there is another note. */
function unknownIn(read: readonly ReadRequest[], unknown: readonly UnknownValue[]): readonly string[] {
  const named = unknown.filter(({ source }) => source.startsWith("$"));
  const sent = read.flatMap(({ request: { origin = "", path, headers, body } }) => {
    const text = body.toString("utf8");
    return [origin, path, ...headers.flat(), named.some((value) => placeholderOf(value) === text) ? "" : text];
  });
  const found = named.filter((value) => sent.some((text) => text.includes(placeholderOf(value))));
  const list = [...new Set(found.map(({ source }) => source))].slice(0, 10).join(", ");
  return list === "" ? [] : [`The text does not say what these are, so each is taken for something valid: ${list}.`];
}

/** A code block of Markdown holds the text, and may have words around it. */
function withoutFence(text: string): string {
  return /(?:^|\n)```[\w-]*[ \t]*\r?\n([\s\S]*?)\r?\n```/.exec(text)?.[1] ?? text;
}

/** What a terminal writes before each line: `PS C:\>`, and `>>` where a command goes on. */
function withoutPrompts(text: string): string {
  return /^\s*PS [^\n>]*>/.test(text) ? text.replace(/^[ \t]*(?:PS [^\n>]*>|>>)[ \t]?/gm, "") : text;
}
