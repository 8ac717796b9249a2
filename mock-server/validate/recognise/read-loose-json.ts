/** A way in which a text is not yet JSON, at its first place. */
export interface Looseness {
  readonly rule: string;
  /** From 0, in characters. */
  readonly offset: number;
}

/** What a text says that is JSON but for habits of other languages: as JSON text, and which habits those are. */
export interface LooseJson {
  readonly text: string;
  readonly looseness: readonly Looseness[];
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\u201C": "\u201D",
  "\u201D": "\u201D",
  "\u2018": "\u2019",
  "`": "`",
};
const quoteRules: Readonly<Record<string, string>> = { "'": "single-quotes", "`": "backquotes" };
/** Words that other languages have for JSON's. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["nil", "null"],
  ["NULL", "null"],
  ["undefined", "null"],
  ["NaN", "null"],
]);

/** What stands in JSON without quotes. */
const bare = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

// A comment that is longer is none that somebody left in a request by mistake.
const longestComment = 2000;

/** Reads a text as JSON with the habits of JavaScript, Python and editors: quotes, comments, commas, unquoted names. */
export function readLooseJson(text: string): LooseJson {
  const looseness = new Map<string, number>();
  const note = (rule: string, offset: number) => void (looseness.has(rule) || looseness.set(rule, offset));
  const open: string[] = [];
  let out = "";
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    const comment = /^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*)/.exec(text.slice(at, at + longestComment))?.[0];
    if (closing[character] !== undefined) {
      const read = readText(text, at);
      const rule = quoteRules[character] ?? (character === '"' ? undefined : "typographic-quotes");
      if (rule !== undefined) note(rule, at);
      if (read.control !== undefined) note(read.control, at);
      out += read.json;
      at = read.end;
    } else if (comment !== undefined) {
      note("comment", at);
      at += comment.length;
    } else if (character === "," && /^,\s*(?:[}\]]|$)/.test(withoutComments(text.slice(at, at + longestComment)))) {
      note("trailing-comma", at);
      at += 1;
    } else if (/[\w$-]/.test(character)) {
      const word = /^[\w$.+-]+/.exec(text.slice(at, at + 1000))?.[0] ?? character;
      const isName = /^\s*:/.test(text.slice(at + word.length, at + word.length + 100));
      const foreign = isName ? undefined : foreignWords.get(word);
      if (isName) note("unquoted-name", at);
      else if (foreign !== undefined) note("foreign-word", at);
      else if (!bare.test(word)) note("unquoted-text", at);
      out += foreign ?? (!isName && bare.test(word) ? word : JSON.stringify(word));
      at += word.length;
    } else {
      if (character === "{" || character === "[") open.push(character === "{" ? "}" : "]");
      if (character === "}" || character === "]") open.pop();
      out += character;
      at += 1;
    }
  }
  if (open.length > 0) note("unclosed", text.length);
  out += open.reverse().join("");
  return { text: out, looseness: [...looseness].map(([rule, offset]) => ({ rule, offset })) };
}

function withoutComments(text: string): string {
  if (!/^,\s*\//.test(text)) return text;
  return text.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "");
}

/** A quoted text from its first quote on, as a JSON text; `control` says which character stands in it that JSON escapes. */
function readText(text: string, start: number): { json: string; end: number; control?: string } {
  const end = closing[text[start] ?? ""] ?? '"';
  let at = start + 1;
  let inside = "";
  let control: string | undefined;
  while (at < text.length && text[at] !== end) {
    const character = text[at] ?? "";
    if (character === "\\") {
      const next = text[at + 1] ?? "";
      // What JSON has no escape for stands for itself: \' in JavaScript.
      inside += /["\\/bfnrtu]/.test(next) ? `\\${next}` : next;
      at += 2;
      continue;
    }
    if (character < " ") control ??= /[\r\n]/.test(character) ? "line-break-in-text" : "control-character";
    inside += character === '"' ? '\\"' : escaped(character);
    at += 1;
  }
  return { json: `"${inside}"`, end: at + 1, ...(control === undefined ? {} : { control }) };
}

function escaped(character: string): string {
  return character < " " ? JSON.stringify(character).slice(1, -1) : character;
}
