import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { parseJson } from "./json.ts";

/** A request or a response of an exchange: what both have. */
export type Message = Pick<Exchange["request"], "headers" | "body">;

/** A body as it is compared: there is none, it is JSON, or it is text (`broken` says why it could not be decoded). */
export type ReadBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string; readonly contentType?: string; readonly broken?: string };

/**
 * Reads a body, decompressing it as its `Content-Encoding` says. A body that parses as JSON is JSON, except that a lone
 * scalar such as `12` is so only under a JSON content type; everything else is text, read as UTF-8.
 */
export function readBody({ headers, body }: Message): ReadBody {
  if (body.length === 0) {
    return { kind: "none" };
  }
  const contentType = headerText(headers, "content-type");
  const typed = contentType === undefined ? {} : { contentType };
  const decoded = decompress(body, headerText(headers, "content-encoding"));
  if ("broken" in decoded) {
    return { kind: "text", text: body.toString("utf8"), broken: decoded.broken, ...typed };
  }
  const text = decoded.body.toString("utf8");
  const json = parseJson(text);
  return json !== undefined && (isContainer(json.value) || /[/+]json\b/i.test(contentType ?? ""))
    ? { kind: "json", value: json.value }
    : { kind: "text", text, ...typed };
}

/** The value of a header, its name in any case; several of one name are joined by `, `; undefined if there is none. */
export function headerText(headers: Message["headers"], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}

const mostBytes = 64 * 1024 * 1024;

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  identity: (body) => body,
  gzip: (body) => gunzipSync(body, { maxOutputLength: mostBytes }),
  "x-gzip": (body) => gunzipSync(body, { maxOutputLength: mostBytes }),
  deflate: (body) => inflateSync(body, { maxOutputLength: mostBytes }),
  br: (body) => brotliDecompressSync(body, { maxOutputLength: mostBytes }),
};

function decompress(body: Buffer, encoding = "identity"): { readonly body: Buffer } | { readonly broken: string } {
  const name = encoding.trim().toLowerCase();
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  if (decode === undefined) {
    return { broken: `its Content-Encoding "${encoding}" cannot be decoded here` };
  }
  try {
    return { body: decode(body) };
  } catch (error) {
    return { broken: `it is not valid ${name} (${error instanceof Error ? error.message : "decoding failed"})` };
  }
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
