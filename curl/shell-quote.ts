import { isUtf8 } from "node:buffer";

/** A word of a POSIX shell's command line that stands for exactly these bytes. */
export function shellQuote(bytes: Buffer): string {
  return isPlainText(bytes) ? quoteText(bytes.toString("utf8")) : `"$(printf '${octal(bytes)}')"`;
}

/** A single-quoted word; anything may stand in it but NUL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Whether the bytes can be shown and pasted as they are: UTF-8 without control characters but tab and line feed. */
export function isPlainText(bytes: Buffer): boolean {
  // A terminal would act on the other control characters, and a shell cannot hold a NUL.
  return isUtf8(bytes) && bytes.every((byte) => byte === 0x09 || byte === 0x0a || (byte >= 0x20 && byte !== 0x7f));
}

function octal(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
