import { bindArguments } from "./powershell/bind-arguments.ts";
import { buildWebRequest, webParameters } from "./powershell/build-web-request.ts";
import { createEffort } from "./powershell/effort.ts";
import { evaluate, runStatements } from "./powershell/evaluate.ts";
import { parseScript } from "./powershell/parse-script.ts";
import { placeholdersIn } from "./powershell/placeholders-in.ts";
import type { Scope } from "./powershell/scope.ts";
import type { Command } from "./powershell/syntax.ts";
import { placeholderOf, type UnknownValue } from "./powershell/value.ts";
import { type Reading, type ReadNamedFile, type ReadRequest, requests, unreadable } from "./reading.ts";

/**
 * The requests of every `Invoke-RestMethod` and `Invoke-WebRequest` in a script, as PowerShell would make them. Nothing is run:
 * what the text itself assigns is followed, a placeholder stands for everything else.
 */
export function readPowershell(text: string, readFile: ReadNamedFile): Reading {
  const script = withoutPrompts(withoutFence(text.replace(/^\ufeff/, "")));
  const { statements, open, lineOf, ampersand } = parseScript(script);
  if (open !== undefined) {
    return unreadable(
      `line ${open.line}, column ${open.column}: expected an end to the ${open.what} that begins here, found the end of the text; close it, or paste the whole command`,
    );
  }
  const read: ReadRequest[] = [];
  const problems: string[] = [];
  let last: Command | undefined;
  let leftOut: Command | undefined;
  const scope: Scope = {
    variables: new Map(),
    changes: undefined,
    conditional: new Set(),
    conditionalRead: new Set(),
    unknown: [],
    notes: [
      ...(/`[ \t]+\r?\n/.test(script) ? [brokenContinuation] : []),
      ...(ampersand === undefined ? [] : [`line ${lineOf(ampersand)}: ${bareAmpersand}`]),
    ],
    effort: createEffort(),
    readFile,
    evaluate: (expression) => evaluate(expression, scope),
    request(command, piped) {
      if (read.length >= mostRequests) {
        leftOut ??= command;
        return;
      }
      const bound = bindArguments(command, webParameters, scope);
      // What is given to it may not be known any more.
      if (scope.effort.isSpent) return;
      last = command;
      const given = piped === undefined || bound.has("body") ? bound : new Map([...bound, ["body", piped] as const]);
      const built = buildWebRequest(given, readFile);
      if (built.kind === "unreadable") problems.push(`line ${lineOf(command.at)}: ${built.message}`);
      else {
        read.push(...built.requests);
        scope.notes.push(...built.notes);
        scope.effort.spend(lengthOf(built.requests));
      }
    },
  };
  runStatements(statements, scope);
  const tooMuch = [
    ...(leftOut === undefined ? [] : [tooMany(lineOf(leftOut.at))]),
    ...(scope.effort.isSpent ? [spent(last && lineOf(last.at))] : []),
  ];
  if (read.length === 0) return unreadable(problems[0] ?? tooMuch[0] ?? noRequest);
  return requests(read, [
    ...scope.notes,
    ...problems.slice(0, mostProblems).map((one) => `${one}; the request is left out.`),
    ...(problems.length > mostProblems
      ? [`${problems.length - mostProblems} more requests are left out for reasons like these.`]
      : []),
    ...tooMuch,
    ...conditionalIn(scope),
    ...unknownIn(read, scope.unknown),
  ]);
}

const bareAmpersand =
  "expected quotes around an address with an &, found none. Windows PowerShell refuses that (the ampersand is reserved), and later ones end the command there; write the address in quotes. Here it is read as if it were.";

const noRequest = "expected Invoke-RestMethod or Invoke-WebRequest (irm, iwr), found none; paste the whole command";

// Each is explained on a page of its own, which nobody reads thousands of.
const mostRequests = 500;
const mostProblems = 10;

function tooMany(line: number): string {
  return `expected at most ${mostRequests} requests, found more: those from line ${line} on are left out; paste them alone.`;
}

function spent(line: number | undefined): string {
  const where = line === undefined ? "what comes late in it" : `what comes below line ${line}`;
  return `expected a script whose texts and tables are of a size that requests have, found one that makes more and more of them: ${where} is left out; paste the lines of one request alone.`;
}

function lengthOf(read: readonly ReadRequest[]): number {
  return read.reduce(
    (sum, { request: { path, headers, body } }) =>
      headers.reduce((all, [name, value]) => all + name.length + value.length, sum + path.length + body.length),
    0,
  );
}

const brokenContinuation =
  "A backtick with a space behind it continues no line in PowerShell; here it is taken for one that does: take the space away.";

/** Says for which variables there is another value, if it is another branch that is run. */
function conditionalIn({ conditionalRead }: Scope): readonly string[] {
  const list = [...conditionalRead].slice(0, mostProblems).join(", ");
  return list === ""
    ? []
    : [`What these hold depends on a condition, and is taken from its first branch: ${list}. ${otherBranch}`];
}

const otherBranch = "To have another branch explained, paste the script without the first one.";

/** Says which placeholders stand in the requests; of one that is a whole body there is another note. */
function unknownIn(read: readonly ReadRequest[], unknown: readonly UnknownValue[]): readonly string[] {
  const named = unknown.filter(({ source }) => source.startsWith("$"));
  const placeholders = new Set(named.map(placeholderOf));
  const sent = read.flatMap(({ request: { origin = "", path, headers, body } }) => {
    const text = body.toString("utf8");
    return [origin, path, ...headers.flat(), placeholders.has(text) ? "" : text];
  });
  const found = placeholdersIn(sent, named);
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
