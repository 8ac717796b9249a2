import { decodedViews } from "./decoded-views.ts";
import { mask } from "./mask.ts";
import { maskQueryCredentials } from "./mask-query-credentials.ts";
import { maskUnknownCredentials } from "./mask-unknown-credentials.ts";
import { base64Forms, encodeForm, escapedForms, innerBase64 } from "./secret-forms.ts";
import { createStartIndex, startLength as minimumLength, type StartIndex } from "./start-index.ts";

export { mask } from "./mask.ts";

/** Knows the secrets of a run by value and takes them out of texts. */
export interface Redactor {
  /** Learns a secret; a text shorter than 6 characters is ignored, since it would blank out ordinary words. */
  add(secret: string): void;
  /** Learns a secret and the Basic credentials that it makes with an id: base64 of `id:secret`. */
  addPair(id: string, secret: string): void;
  /** The text with every known secret, in each encoding, every unknown Bearer or Basic value, and what a query holds by its name masked. */
  redact(text: string): string;
  /**
   * Whether a known secret is still in the text. It decodes what is encoded in the text and looks for the secrets as they are,
   * so that it finds what a mistake in `redact` would let through.
   */
  finds(text: string): boolean;
}

/**
 * Gives a redactor that knows no secret yet. Masked are a secret as it is, URL-encoded, JSON-escaped, XML-escaped, quoted for a
 * shell, in base64 and base64url, alone or inside a longer encoded text, and the start of one that was cut off with `…` or `...`.
 */
export function createRedactor(): Redactor {
  const forms = createStartIndex();
  const plain = createStartIndex();
  const encoded = createStartIndex();
  const pairs = createStartIndex();
  const known = new Set<string>();

  /** Whether it was not known; a run learns the same ones in every scenario. */
  function isNew(secret: string): boolean {
    const before = known.size;
    return known.add(secret).size > before;
  }

  function add(secret: string): void {
    if (secret.length < minimumLength || !isNew(secret)) return;
    plain.add(secret);
    // As a decoder gives it back, where it is no valid Unicode.
    plain.add(Buffer.from(secret).toString());
    for (const inner of innerBase64(secret)) encoded.add(inner);
    // A body that is encoded as a whole was JSON or a form before.
    const inBodies = new Set([secret, encodeForm(secret), JSON.stringify(secret).slice(1, -1)]);
    for (const form of [...escapedForms(secret), ...[...inBodies].flatMap(base64Forms)]) forms.add(form);
  }

  return {
    add,
    addPair(id, secret) {
      add(secret);
      // RFC 6749, 2.3.1: a client encodes id and secret as form values before they become Basic credentials.
      for (const pair of [`${id}:${secret}`, `${encodeForm(id)}:${encodeForm(secret)}`]) {
        if (!isNew(`pair ${pair}`)) continue;
        for (const form of base64Forms(pair)) forms.add(form);
        if (secret === "") continue;
        pairs.add(pair);
        for (const inner of innerBase64(pair)) encoded.add(inner);
      }
    },
    redact: (text) => maskQueryCredentials(maskUnknownCredentials(maskKnownSecrets(text, forms))),
    finds(text) {
      if (plain.isEmpty && pairs.isEmpty) return false;
      for (const view of decodedViews(text)) {
        // A short secret is masked only where it makes Basic credentials, so only there it can be found.
        if (holds(view.text, plain) || (view.fromBase64 && holds(view.text, pairs))) return true;
        // Where base64 begins is not known when letters stand directly before it, so it is looked for undecoded, too.
        if (holds(view.text, encoded)) return true;
      }
      return false;
    },
  };
}

function holds(text: string, needles: StartIndex): boolean {
  if (needles.isEmpty) return false;
  for (let at = 0; at + minimumLength <= text.length; at++) {
    for (const needle of needles.at(text, at) ?? []) if (text.startsWith(needle, at)) return true;
  }
  return false;
}

/** Replaces every stretch of text that known secrets cover; secrets that overlap become one stretch. */
function maskKnownSecrets(text: string, known: StartIndex): string {
  if (known.isEmpty) return text;
  let masked = "";
  let written = 0;
  let open: { start: number; end: number } | undefined;
  for (let at = 0; at + minimumLength <= text.length; at++) {
    const forms = known.at(text, at);
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
  const length = text.slice(at + minimumLength, at + form.length + 3).search(/\u2026|\.\.\./);
  if (length === -1) return undefined;
  const end = at + minimumLength + length;
  return form.startsWith(text.slice(at, end)) ? end : undefined;
}
