import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { HeaderLines } from "./end-to-end-headers.ts";

/** A body without its `Content-Encoding`, or why that could not be undone, as half a sentence. */
export type DecodedBody =
  | { readonly kind: "decoded"; readonly body: Buffer }
  | { readonly kind: "broken"; readonly why: string };

/** Undoes the `Content-Encoding` of a message's body; more than 64 MiB of it count as broken. */
export function decodeBody({ headers, body }: { readonly headers: HeaderLines; readonly body: Buffer }): DecodedBody {
  const encoding = encodingOf(headers);
  if (body.length === 0) return { kind: "decoded", body };
  const coding = codings.get(encoding);
  if (coding === undefined) return { kind: "broken", why: `its Content-Encoding "${encoding}" is not known here` };
  try {
    return { kind: "decoded", body: coding.decode(body) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "broken", why: `it is not valid ${encoding} (${reason})` };
  }
}

/** Encodes a body as the message's `Content-Encoding` says; one that is not known here leaves it as it is. */
export function encodeBody({ headers, body }: { readonly headers: HeaderLines; readonly body: Buffer }): Buffer {
  return body.length === 0 ? body : (codings.get(encodingOf(headers))?.encode(body) ?? body);
}

function encodingOf(headers: HeaderLines): string {
  const values = headers.filter(([name]) => name.toLowerCase() === "content-encoding").map(([, value]) => value);
  return values.join(", ").trim().toLowerCase() || "identity";
}

const limit = { maxOutputLength: 64 * 1024 * 1024 };

interface Coding {
  readonly decode: (body: Buffer) => Buffer;
  readonly encode: (body: Buffer) => Buffer;
}

const gzip: Coding = { decode: (body) => gunzipSync(body, limit), encode: (body) => gzipSync(body) };

const codings: ReadonlyMap<string, Coding> = new Map([
  ["identity", { decode: (body: Buffer) => body, encode: (body: Buffer) => body }],
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["deflate", { decode: (body: Buffer) => inflateSync(body, limit), encode: (body: Buffer) => deflateSync(body) }],
  [
    "br",
    { decode: (body: Buffer) => brotliDecompressSync(body, limit), encode: (body: Buffer) => brotliCompressSync(body) },
  ],
]);
