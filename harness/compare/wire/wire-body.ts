import { isUtf8 } from "node:buffer";
import { isRecord, parseJson } from "#harness/compare/json.ts";
import { headerText, readBody } from "#harness/compare/read-body.ts";
import { parseMultipart } from "./parse-multipart.ts";
import type { SentRequest } from "./wire-run.ts";

/** What a request's body is, with what can go wrong when it is put together. */
export type WireBody =
  | { readonly kind: "none" }
  /** A byte-order mark comes first: `of` is the encoding that it stands for. */
  | { readonly kind: "marked"; readonly of: string }
  | { readonly kind: "json"; readonly value: unknown; readonly isUtf8: boolean }
  /** A JSON text that holds a JSON text: it was encoded twice. */
  | { readonly kind: "twice"; readonly value: unknown }
  | { readonly kind: "form"; readonly fields: readonly (readonly [name: string, value: string])[] }
  /** What its parts hold, as `parseMultipart` gives it. */
  | { readonly kind: "multipart"; readonly fields: readonly (readonly [name: string, value: string])[] }
  /** What a program writes for an object, or for nothing, that it took for a text. */
  | { readonly kind: "no value"; readonly text: string }
  | { readonly kind: "unreadable"; readonly why: string }
  | { readonly kind: "text"; readonly text: string };

/** Tells what a request's body is; compressed ones are read as what they hold. */
export function readWireBody(request: SentRequest): WireBody {
  const mark = markOf(request.body);
  if (mark !== undefined) return { kind: "marked", of: mark };
  const read = readBody(request);
  if (read.kind === "none") return read;
  const contentType = headerText(request.headers, "content-type") ?? "";
  if (read.kind === "json") return readJson(read.value, request.body);
  if (read.broken !== undefined) return { kind: "unreadable", why: read.broken };
  const { text } = read;
  if (text.startsWith("\uFEFF")) return { kind: "marked", of: "UTF-8" };
  if (/^\s*(?:\[object \w+\]|undefined|null|NaN|None)\s*$/.test(text)) return { kind: "no value", text: text.trim() };
  const scalar = parseJson(text);
  if (scalar !== undefined) return readJson(scalar.value, request.body);
  if (/^multipart\//i.test(contentType)) {
    // Bytes that are no text stay apart from others that are none.
    const whole = isUtf8(request.body) || isCompressed(request.body) ? text : request.body.toString("latin1");
    return { kind: "multipart", fields: parseMultipart(whole, contentType) };
  }
  if (/^[^\s=&{}<>"]+=[^\s<>"]*$/.test(text)) return { kind: "form", fields: [...new URLSearchParams(text)] };
  return { kind: "text", text };
}

/** What a body is, in a few words: `a JSON object with flowId, name`. */
export function describeBody(body: WireBody): string {
  switch (body.kind) {
    case "none":
      return "no body";
    case "marked":
      return `a text that begins with the byte-order mark of ${body.of}`;
    case "json":
      return describeJson(body.value);
    case "twice":
      return `a JSON text that holds ${describeJson(body.value)} as a text`;
    case "form":
      return `a form with ${listNames(body.fields.map(([name]) => name))}`;
    case "multipart":
      return "a multipart body";
    case "no value":
      return `the text ${body.text}`;
    case "unreadable":
      return `bytes that cannot be read: ${body.why}`;
    case "text":
      return `a text that is no JSON${formHint(body.text)}`;
    default:
      return body satisfies never;
  }
}

function markOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return "UTF-16 (big-endian)";
  if (first === 0xff && second === 0xfe) return "UTF-16 (little-endian)";
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? "UTF-8" : undefined;
}

function readJson(value: unknown, bytes: Buffer): WireBody {
  const inner = typeof value === "string" ? parseJson(value) : undefined;
  if (typeof inner?.value === "object" && inner.value !== null) return { kind: "twice", value: inner.value };
  return { kind: "json", value, isUtf8: isUtf8(bytes) || isCompressed(bytes) };
}

function isCompressed(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function describeJson(value: unknown): string {
  if (Array.isArray(value)) return `a JSON array of ${value.length}`;
  if (isRecord(value)) return `a JSON object with ${listNames(Object.keys(value))}`;
  return value === null ? "the JSON value null" : `a JSON ${typeof value}`;
}

function listNames(names: readonly string[]): string {
  if (names.length === 0) return "nothing in it";
  const shown = names.slice(0, 8).map((name) => (/^[\w$.-]{1,40}$/.test(name) ? name : "<a name>"));
  return `${shown.join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}`;
}

function formHint(text: string): string {
  if (/^\s*[{[]/.test(text)) {
    if (/^\s*[{[]\s*'|:\s*'/.test(text)) return ", with single quotes";
    if (/,\s*[}\]]/.test(text)) return ", with a comma before its end";
    if (/^\s*\{\s*[\w$]+\s*:/.test(text)) return ", with names without quotes";
    return /[}\]]\s*$/.test(text) ? ", though it looks like one" : ", but looks like one that was cut off";
  }
  return "";
}
