/** A part of a regular expression. */
export type Pattern =
  | { readonly kind: "character"; readonly test: (character: string) => boolean }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly parts: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly part: Pattern; readonly least: number; readonly most: number };

const longest = 200;
const mostRepeats = 1000;

/**
 * Reads a regular expression for texts in lower case: letters of any case, `.`, `[a-z]`, `\d \w \s` and their opposites, groups,
 * `|`, `* + ? {2,3}`; anchors at its ends say nothing, as a whole value is compared. Nothing for one that is longer than 200 characters or has anything else. The engine's own are not
 * used, since one that a caller chooses could keep the server busy for ever.
 */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > longest) return undefined;
  const reader = { text: [...text.replace(/^\^/, "").replace(/(?<!\\)\$$/, "")], at: 0 };
  const pattern = readChoice(reader);
  return reader.at === reader.text.length ? pattern : undefined;
}

interface Reader {
  readonly text: readonly string[];
  at: number;
}

function readChoice(reader: Reader): Pattern | undefined {
  const parts: Pattern[] = [];
  do {
    const part = readSequence(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (take(reader, "|"));
  return { kind: "choice", parts };
}

function readSequence(reader: Reader): Pattern | undefined {
  const parts: Pattern[] = [];
  while (reader.at < reader.text.length && !"|)".includes(reader.text[reader.at] ?? "")) {
    const part = readRepeat(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { kind: "sequence", parts };
}

function readRepeat(reader: Reader): Pattern | undefined {
  const part = readAtom(reader);
  if (part === undefined) return undefined;
  if (take(reader, "*")) return { kind: "repeat", part, least: 0, most: Number.POSITIVE_INFINITY };
  if (take(reader, "+")) return { kind: "repeat", part, least: 1, most: Number.POSITIVE_INFINITY };
  if (take(reader, "?")) return { kind: "repeat", part, least: 0, most: 1 };
  if (!take(reader, "{")) return part;
  const [, from, comma, to] = /^(\d{1,4})(,?)(\d{0,4})$/.exec(takeUntil(reader, "}") ?? "") ?? [];
  if (from === undefined) return undefined;
  const least = Number(from);
  const most = comma === "" ? least : to === "" ? Number.POSITIVE_INFINITY : Number(to);
  return least > mostRepeats || most < least ? undefined : { kind: "repeat", part, least, most };
}

function readAtom(reader: Reader): Pattern | undefined {
  if (take(reader, "(")) {
    const group = readChoice(reader);
    return take(reader, ")") ? group : undefined;
  }
  if (take(reader, "[")) return readClass(reader);
  if (take(reader, ".")) return { kind: "character", test: () => true };
  const character = reader.text[reader.at] ?? "";
  if (character === "" || "*+?{}])^$".includes(character)) return undefined;
  const test = readCharacter(reader);
  return test === undefined ? undefined : { kind: "character", test };
}

function readClass(reader: Reader): Pattern | undefined {
  const negated = take(reader, "^");
  const tests: ((character: string) => boolean)[] = [];
  while (!take(reader, "]")) {
    const test = readRange(reader) ?? readCharacter(reader);
    if (test === undefined) return undefined;
    tests.push(test);
  }
  return { kind: "character", test: (character) => tests.some((test) => test(character)) !== negated };
}

/** `a-z`, if that is what stands here. */
function readRange(reader: Reader): ((character: string) => boolean) | undefined {
  const [from, dash, to] = reader.text.slice(reader.at, reader.at + 3);
  if (from === undefined || from === "\\" || dash !== "-" || to === undefined || to === "]") return undefined;
  reader.at += 3;
  const [first, last] = [from.toLowerCase(), to.toLowerCase()];
  return (character) => character >= first && character <= last;
}

const escapes: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, s: /\s/, S: /\S/ };

/** One character, or what an escape stands for. */
function readCharacter(reader: Reader): ((character: string) => boolean) | undefined {
  const isEscape = take(reader, "\\");
  const expected = reader.text[reader.at];
  if (expected === undefined) return undefined;
  reader.at += 1;
  const named = isEscape && Object.hasOwn(escapes, expected) ? escapes[expected] : undefined;
  const letter = expected.toLowerCase();
  return named === undefined ? (character) => character === letter : (character) => named.test(character);
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function takeUntil(reader: Reader, end: string): string | undefined {
  const at = reader.text.indexOf(end, reader.at);
  if (at === -1) return undefined;
  const text = reader.text.slice(reader.at, at).join("");
  reader.at = at + 1;
  return text;
}
