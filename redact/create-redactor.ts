import { base64Forms, encodeForm, escapedForms } from "./secret-forms.ts";

/** Knows the secrets of a run by value and takes them out of texts. */
export interface Redactor {
  /** Learns a secret; a text shorter than 6 characters is ignored, since it would blank out ordinary words. */
  add(secret: string): void;
  /** Learns a secret and the Basic credentials that it makes with an id: base64 of `id:secret`. */
  addPair(id: string, secret: string): void;
  /** The text with every known secret, in each encoding, and every unknown Bearer or Basic value masked. */
  redact(text: string): string;
}

/** What stands in place of a secret. */
export const mask = "<redacted>";

const minimumLength = 6;

/**
 * Gives a redactor that knows no secret yet. Masked are a secret as it is, URL-encoded, JSON-escaped, XML-escaped, quoted for a
 * shell, in base64 and base64url, alone or inside a longer encoded text, and the start of one that was cut off with `…` or `...`.
 */
export function createRedactor(): Redactor {
  // Keyed by the first six characters, so that the time to mask a text does not grow with the number of secrets.
  const formsByStart: FormsByStart = new Map();
  const known = new Set<string>();

  function learn(secret: string, forms: () => Iterable<string>): void {
    if (known.has(secret)) return;
    known.add(secret);
    for (const form of forms()) {
      if (form.length < minimumLength) continue;
      const start = form.slice(0, minimumLength);
      const sameStart = formsByStart.get(start);
      if (sameStart) sameStart.add(form);
      else formsByStart.set(start, new Set([form]));
    }
  }

  function add(secret: string): void {
    if (secret.length >= minimumLength) learn(secret, () => [...escapedForms(secret), ...base64Forms(secret)]);
  }

  return {
    add,
    addPair(id, secret) {
      add(secret);
      // RFC 6749, 2.3.1: a client encodes id and secret as form values before they become Basic credentials.
      const pairs = [`${id}:${secret}`, `${encodeForm(id)}:${encodeForm(secret)}`];
      for (const pair of pairs) learn(`pair ${pair}`, () => base64Forms(pair));
    },
    redact: (text) => maskUnknownCredentials(maskKnownSecrets(text, formsByStart)),
  };
}

type FormsByStart = Map<string, Set<string>>;

/** Replaces every stretch of text that known secrets cover; secrets that overlap become one stretch. */
function maskKnownSecrets(text: string, formsByStart: FormsByStart): string {
  if (formsByStart.size === 0) return text;
  let masked = "";
  let written = 0;
  let open: { start: number; end: number } | undefined;
  for (let at = 0; at + minimumLength <= text.length; at++) {
    const forms = formsByStart.get(text.slice(at, at + minimumLength));
    const end = forms && longestMatchEnd(text, at, forms);
    if (end === undefined) continue;
    if (open && at < open.end) {
      open.end = Math.max(open.end, end);
      continue;
    }
    if (open) masked += text.slice(written, open.start) + mask;
    written = open?.end ?? written;
    open = { start: at, end };
  }
  if (!open) return text;
  return masked + text.slice(written, open.start) + mask + text.slice(open.end);
}

function longestMatchEnd(text: string, at: number, forms: ReadonlySet<string>): number | undefined {
  let end: number | undefined;
  for (const form of forms) {
    const formEnd = text.startsWith(form, at) ? at + form.length : cutEnd(text, at, form);
    if (formEnd !== undefined && formEnd > (end ?? 0)) end = formEnd;
  }
  return end;
}

/** Where the secret ends if only its start is there and an ellipsis follows. */
function cutEnd(text: string, at: number, form: string): number | undefined {
  const length = text.slice(at + minimumLength, at + form.length + 3).search(/…|\.\.\./);
  if (length === -1) return undefined;
  const end = at + minimumLength + length;
  return form.startsWith(text.slice(at, end)) ? end : undefined;
}

const credentials =
  /(authorization["'\s:=,[\]\\]*)?\b(bearer|basic)((?:[ \t]|%20|\+)+)(?![$<{](?!redacted>))((?:<redacted>|[^\s"'`<>\\,;()[\]{}&])+)/gi;

/** A net under the known secrets: a credential that nobody announced is masked by the scheme that stands before it. */
function maskUnknownCredentials(text: string): string {
  return text.replace(credentials, (match, header: string | undefined, scheme: string, gap: string, value: string) =>
    header === undefined && isProse(value) ? match : `${header ?? ""}${scheme}${gap}${mask}`,
  );
}

/** Whether the word after "Bearer" or "Basic" belongs to a sentence or a challenge (`Bearer realm="..."`). */
function isProse(value: string): boolean {
  return wordsAfterScheme.has(value.toLowerCase().replace(/[.:!?|=]+$/, ""));
}

const wordsAfterScheme = new Set(
  (
    "access and auth authentication authorization base64 charset client credential credentials error error_description for " +
    "format from has header headers in instead is must needs needed only or pair prefix realm request requests scheme scope " +
    "token tokens type value values with without"
  ).split(" "),
);
