import { type Message, readBody } from "#harness/compare/read-body.ts";

/** A body as it can be shown. */
export interface BodyText {
  readonly kind: "none" | "text" | "binary";
  /** Empty for what is no text. */
  readonly text: string;
  /** Whether the text is only the start of the body. */
  readonly cut: boolean;
}

/** Reads the start of a body as text, `mostBytes` of it at most, decompressed where it was compressed. */
export function readBodyText(message: Message, mostBytes: number): BodyText {
  if (message.body.length === 0) return { kind: "none", text: "", cut: false };
  const bytes = decompress(message);
  if (bytes === undefined) return { kind: "binary", text: "", cut: false };
  const cut = bytes.length > mostBytes;
  // A decoder that expects more keeps back the first bytes of a character that was cut.
  const text = new TextDecoder().decode(bytes.subarray(0, mostBytes), { stream: cut });
  return isBinary(text) ? { kind: "binary", text: "", cut: false } : { kind: "text", text, cut };
}

/** Undefined where it cannot be decompressed. */
function decompress(message: Message): Buffer | undefined {
  if (!message.headers.some(([name]) => name.toLowerCase() === "content-encoding")) return message.body;
  const body = readBody(message);
  if (body.kind === "none") return Buffer.alloc(0);
  if (body.kind === "text") return body.broken === undefined ? Buffer.from(body.text) : undefined;
  try {
    return Buffer.from(JSON.stringify(body.value));
  } catch {
    // What is nested thousands of levels deep can be read and not be written.
    return undefined;
  }
}

function isBinary(text: string): boolean {
  const start = text.slice(0, 1000);
  const strange = [...start].filter((character) => character === "\0" || character === "\ufffd").length;
  return strange > start.length / 10;
}
