/** Gives the text in every escaping, and those once more inside JSON or XML, as reports hold them. */
export function escapedForms(text: string): string[] {
  // Most tokens are of these characters only, and every run mints hundreds.
  if (/^[\w.-]*$/.test(text)) return [...new Set([text, encodeAll(text), lowerHex(encodeAll(text))])];
  const escaped = new Set(escapings.map((escapeText) => escapeText(text)));
  return [...escaped].flatMap((form) => [form, escapeJson(form), escapeXml(form), escapeXmlAttribute(form)]);
}

/**
 * Gives base64 and base64url of the text, and the part of each that stays the same wherever the text stands in a longer one
 * that is encoded as a whole; URL-encoded and with JSON's optional escape of the slash, too.
 */
export function base64Forms(text: string): string[] {
  const whole = Buffer.from(text).toString("base64");
  return [whole, whole.replace(/=+$/, ""), ...standardInner(text)].flatMap((form) => [
    form,
    toUrlAlphabet(form),
    encodeURIComponent(form),
    lowerHex(encodeURIComponent(form)),
    form.replaceAll("/", "\\/"),
  ]);
}

/** The part of base64, in both alphabets, that stays the same wherever the text stands in a longer one. */
export function innerBase64(text: string): string[] {
  return standardInner(text).flatMap((form) => [form, toUrlAlphabet(form)]);
}

function standardInner(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // One base64 character holds six bits; those that share bits with a neighbour are left out.
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
}

function toUrlAlphabet(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

const escapings: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeUri,
  (text) => encodeUri(text).replaceAll("%20", "+"),
  (text) => lowerHex(encodeUri(text)),
  (text) => lowerHex(encodeUri(text).replaceAll("%20", "+")),
  encodeForm,
  (text) => encodeForm(text).replaceAll("+", "%20"),
  (text) => lowerHex(encodeForm(text)),
  encodeAll,
  (text) => lowerHex(encodeAll(text)),
  // Python's quote and JavaScript's encodeURI leave what may stand in a path.
  (text) => encodeUri(text).replaceAll("%2F", "/"),
  (text) => encodeURI(Buffer.from(text).toString()),
  (text) => encodeUri(encodeUri(text)),
  escapeJson,
  (text) => escapeJson(text).replaceAll("/", "\\/"),
  (text) =>
    escapeJson(text).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  // .NET and Go escape what has a meaning in HTML, each in its own way.
  (text) => escapeJson(text).replace(/\\"|[<>&'+`\u0080-\uffff]/g, escapeUnit),
  (text) => escapeJson(text).replace(/[<>&]/g, (unit) => escapeUnit(unit).toLowerCase()),
  (text) => text.replaceAll("'", "'\\''"),
];

function escapeUnit(escaped: string): string {
  return `\\u${escaped
    .charCodeAt(escaped.length - 1)
    .toString(16)
    .toUpperCase()
    .padStart(4, "0")}`;
}

/** Percent-encodes everything but letters and digits. */
function encodeAll(text: string): string {
  return encodeUri(text).replace(/[^\w%]|_/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function encodeUri(text: string): string {
  // Half a surrogate pair would make encodeURIComponent throw; the way through bytes replaces it, as a socket does.
  return encodeURIComponent(Buffer.from(text).toString());
}

/** Gives the text as a form value, with `+` for a space. */
export function encodeForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeXmlAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
