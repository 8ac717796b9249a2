/** Anything as a `q64`: JSON in UTF-8 in base64 (NET: the value of a page; what is in it is inferred). */
export function encodeQ64(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** What a `q64` says; nothing for one that cannot be read. A plus that became a space in a query is taken for a plus. */
export function decodeQ64(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(" ", "+")), (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}
