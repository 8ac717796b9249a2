import { withBody } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { bodyFinding, takesJson } from "./body-problem.ts";
import { readLooseJson } from "./read-loose-json.ts";

/** What stands for each habit in a diagnosis. */
const words: Readonly<Record<string, { readonly found: string; readonly suggestion: string }>> = {
  "single-quotes": { found: "single quotes", suggestion: "JSON has double quotes only." },
  backquotes: { found: "backquotes", suggestion: "JSON has double quotes only." },
  "typographic-quotes": {
    found: "typographic quotes",
    suggestion: "Type the quotes anew: a word processor or a chat has replaced them.",
  },
  "trailing-comma": { found: "a trailing comma", suggestion: "Take the comma after the last value away." },
  comment: { found: "a comment", suggestion: "Take it out: JSON has no comments." },
  "unquoted-name": { found: "a name without quotes", suggestion: "Put every name in double quotes." },
  "foreign-word": {
    found: "a word of another language",
    suggestion: "JSON writes true, false and null; use the language's own JSON function.",
  },
  "unquoted-text": {
    found: "a text without quotes",
    suggestion:
      'Put every text in double quotes; if you did, a shell took them away: on Windows write \\" inside, or send a file (-d @body.json).',
  },
  unclosed: {
    found: "no closing brace or bracket",
    suggestion: "Close what was opened; the body may have been cut off.",
  },
  "control-character": {
    found: "a control character inside a text",
    suggestion: "Write it as an escape, a tab as \\t.",
  },
  "line-break-in-text": { found: "a line break inside a text", suggestion: "Write \\n in its place." },
};

// What is larger is no text that somebody wrote by hand.
const longest = 64 * 1024;

/** A body that is JSON but for habits of other languages: single quotes, trailing commas, comments, `None`. */
export const looseJson: Recogniser = (subject) => {
  const { body } = subject.request;
  if (!takesJson(subject) || body.length === 0 || body.length > longest) return [];
  const text = body.toString("utf8");
  if (isJson(text)) return [];
  const { text: json, looseness } = readLooseJson(text);
  // A word or two that happen to read as a text are no JSON that somebody meant.
  if (!isJson(json) || !/^\s*[{[]/.test(json)) return [];
  const habits = looseness.map(({ rule }) => words[rule]?.found ?? rule).join(", ");
  return looseness.map(({ rule, offset }, order) => {
    const { found = rule, suggestion = "" } = words[rule] ?? {};
    const position = positionAt(text, offset);
    const finding = bodyFinding({
      pointer: "",
      rule,
      expected: "JSON",
      found: `${found} at line ${position.line}, column ${position.column}`,
      suggestion,
      position,
      change: `body: ${habits} replaced by what JSON has`,
      fix: (request) => {
        const { text: mended, looseness: left } = readLooseJson(request.body.toString("utf8"));
        return left.length > 0 && isJson(mended) ? withBody(request, Buffer.from(mended)) : request;
      },
    });
    // The syntax error is explained by the first; each of the others is a finding of its own.
    if (order === 0) return finding;
    const { explains: _, ...own } = finding;
    return own;
  });
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
