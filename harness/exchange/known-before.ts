import { decodeBody } from "./decode-body.ts";
import type { HeaderLines } from "./end-to-end-headers.ts";
import type { Exchange } from "./exchange.ts";

/**
 * From where an id in the answer of a call was known before that answer, as half a sentence; undefined where it is new.
 * A thing with an id that was known is not created by the call: a POST may also change what is there and answer with it.
 */
export function knownBefore(
  id: string,
  { exchange, earlier }: { readonly exchange: Exchange; readonly earlier: readonly Exchange[] },
): string | undefined {
  const word = id.toLowerCase();
  const named = wordsOf(exchange.request);
  if (named === undefined || exchange.error !== undefined) {
    return "maybe named by the request, which cannot be read whole";
  }
  if (named.has(word)) return "named by the request itself";
  for (const { request, response, error } of earlier) {
    const parts = [wordsOf(request), ...(response === undefined ? [] : [wordsOf(response)])];
    if (parts.some((words) => words?.has(word))) return "named or shown by an earlier call";
    const isWhole = !parts.includes(undefined) && (response === undefined || error === undefined);
    if (!isWhole) return "maybe shown by an earlier call, which cannot be read whole";
  }
  return undefined;
}

type Message = Exchange["request"] | NonNullable<Exchange["response"]>;

// Every DELETE looks at all calls before it, and a body should be read only once.
const known = new WeakMap<Message, ReadonlySet<string> | "unreadable">();

/** All that may be an id in a message, in lower case; undefined where its body cannot be read. */
function wordsOf(message: Message): ReadonlySet<string> | undefined {
  const found = known.get(message) ?? readWords(message) ?? "unreadable";
  known.set(message, found);
  return found === "unreadable" ? undefined : found;
}

function readWords(message: Message): ReadonlySet<string> | undefined {
  const decoded = decodeBody(message);
  if (decoded.kind === "broken") return undefined;
  const place = "path" in message ? message.path : locationOf(message.headers);
  const words = new Set<string>();
  for (const written of [place, decoded.body.toString("utf8")]) {
    for (const text of readings(written)) addWords(text.toLowerCase(), words);
  }
  return words;
}

function locationOf(headers: HeaderLines): string {
  return headers.find(([name]) => name.toLowerCase() === "location")?.[1] ?? "";
}

/** The text as it is and with JSON's escapes and percent-encoding undone: an id can be written so, too. */
function readings(written: string): ReadonlySet<string> {
  const unescaped = written.replace(/\\(?:u([\da-f]{4})|.)/gi, (_escape, code?: string) => characterOf(code));
  const decoded = [written, unescaped].map((text) =>
    text.replace(/%([\da-f]{2})/gi, (_escape, code: string) => characterOf(code)),
  );
  return new Set([written, unescaped, ...decoded]);
}

/** Any other escape stands for no character of an id. */
function characterOf(code: string | undefined): string {
  return code === undefined ? " " : String.fromCharCode(Number.parseInt(code, 16));
}

function addWords(text: string, words: Set<string>): void {
  for (const [word] of text.matchAll(/[\w~.-]+/g)) {
    words.add(word);
    // As a sentence ends.
    words.add(word.replace(/\.+$/, ""));
  }
}
