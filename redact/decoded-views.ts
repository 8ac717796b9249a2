import { decodeBase64Runs } from "./decode-base64-runs.ts";

/**
 * The text in every form that it becomes when what looks encoded in it is decoded: JSON and XML escapes, percent-encoding
 * and base64, also in one another. The text itself comes first. Each view is made when it is asked for.
 */
export function* decodedViews(text: string): Generator<View> {
  yield* viewsFrom(text, 0);
}

export interface View {
  readonly text: string;
  /** Whether it was inside base64. */
  readonly fromBase64: boolean;
}

/** Base64 of base64 is as deep as a Basic header in an encoded body goes. */
const deepest = 2;

function* viewsFrom(text: string, depth: number): Generator<View> {
  for (const form of unescapedForms(text)) {
    yield { text: form, fromBase64: depth > 0 };
    if (depth === deepest) continue;
    const decoded = decodeBase64Runs(form);
    if (decoded === "") continue;
    yield { text: decoded, fromBase64: true };
    // Most of it was no base64 and is noise now, in which decoding again would find nothing but more noise.
    const readable = decoded.match(readableStretch)?.join("\n") ?? "";
    if (readable !== "") yield* viewsFrom(readable, depth + 1);
  }
}

/** As long as the shortest secret or longer; U+FFFD stands for bytes that are no text. Bounded as `decodePercent` is. */
const readableStretch = /[\t\n\r -~\u00a0-\ufffc]{6,65536}/g;

/** The text and everything it becomes when encodings are undone in any order, since which one is the outer is not known. */
function unescapedForms(text: string): Iterable<string> {
  const forms = new Set([text]);
  let latest = [text];
  for (let round = 0; round < unescapeRounds; round++) {
    const next = latest.flatMap((form) => unescapes.map((undo) => undo(form))).filter((form) => !forms.has(form));
    latest = [...new Set(next)].slice(0, mostForms);
    for (const form of latest) forms.add(form);
  }
  return forms;
}

/** As deep as any text is escaped that was made on purpose. */
const unescapeRounds = 3;

/** A text made to have very many forms must not take very long. */
const mostForms = 8;

const unescapes: readonly ((text: string) => string)[] = [
  unescapeJson,
  (text) => (text.includes("%") ? decodePercent(text) : text),
  (text) => (text.includes("%") && text.includes("+") ? decodePercent(text.replaceAll("+", " ")) : text),
  unescapeXml,
];

function unescapeJson(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("\\"); at !== -1; at = text.indexOf("\\", from)) {
    const code = text[at + 1] === "u" ? text.slice(at + 2, at + 6) : "";
    const isCode = /^[\da-f]{4}$/i.test(code);
    const character = text[at + 1] ?? "";
    parts.push(text.slice(from, at));
    parts.push(isCode ? String.fromCharCode(Number.parseInt(code, 16)) : (shortEscapes.get(character) ?? character));
    from = at + (isCode ? 6 : 2);
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["b", "\b"],
  ["f", "\f"],
]);

function decodePercent(text: string): string {
  // Bounded, since a match of megabytes is more than the engine can hold.
  return text.replace(/(?:%[\da-f]{2}){1,65536}/gi, (codes) =>
    Buffer.from(codes.replaceAll("%", ""), "hex").toString(),
  );
}

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (match, decimal, hex, name) => {
    if (name !== undefined) return xmlNames.get(String(name).toLowerCase()) ?? match;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : match;
  });
}

const xmlNames: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
