import type { NamedFile, ReadNamedFile } from "#explain/read/reading.ts";
import type { CurlOption } from "./parse-curl-arguments.ts";

/** What the options for data make of a request. */
export type CurlBody =
  | {
      readonly kind: "body";
      /** Absent where no option gives data. */
      readonly bytes?: Buffer;
      /** What curl adds if no `-H` says otherwise. */
      readonly contentType?: string;
      readonly isJson: boolean;
    }
  | { readonly kind: "refused"; readonly message: string };

export interface BodySources {
  /** Reads a file that the command names. */
  readonly readFile: ReadNamedFile;
  /** What is piped into the command, where the text says it. */
  readonly stdin?: Buffer;
}

/** The body that curl would send (https://curl.se/docs/manpage.html: --data, --json, --data-urlencode, --form, --upload-file). */
export function curlBody(options: readonly CurlOption[], sources: BodySources): CurlBody {
  const forms = options.filter(({ name }) => name === "form" || name === "form-string");
  if (forms.length > 0) return multipart(forms, sources);
  let bytes: Buffer | undefined;
  let isJson = false;
  for (const { name, value } of options) {
    const part = dataPart(name, value, sources);
    if (part === undefined) continue;
    if (part.kind === "refused") return part;
    if (name === "json") isJson = true;
    // Several --json are put together as they are, everything else is a form whose fields stand apart.
    const between = bytes === undefined || name === "json" ? "" : "&";
    bytes = Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.from(between), part.bytes]);
  }
  const upload = options.find(({ name }) => name === "upload-file");
  if (bytes === undefined && upload !== undefined) {
    const file = readData(upload.value === "." ? "-" : upload.value, sources);
    return file.kind === "refused" ? file : { kind: "body", bytes: file.bytes, isJson: false };
  }
  if (bytes === undefined) return { kind: "body", isJson: false };
  return {
    kind: "body",
    bytes,
    isJson,
    contentType: isJson ? "application/json" : "application/x-www-form-urlencoded",
  };
}

function dataPart(name: string, value: string, sources: BodySources): NamedFile | undefined {
  switch (name) {
    case "data":
    case "data-ascii":
      // Line ends of a file are left out, which JSON does not mind.
      return value.startsWith("@") ? withoutLineEnds(readData(value.slice(1), sources)) : text(value);
    case "data-binary":
    case "json":
      return value.startsWith("@") ? readData(value.slice(1), sources) : text(value);
    case "data-raw":
      return text(value);
    case "data-urlencode":
      return urlEncoded(value, sources);
    default:
      return undefined;
  }
}

function text(value: string): NamedFile {
  return { kind: "file", bytes: Buffer.from(value) };
}

function readData(name: string, { readFile, stdin }: BodySources): NamedFile {
  if (name !== "-") return readFile(name);
  return stdin === undefined
    ? { kind: "refused", message: 'The body comes from standard input ("@-"): write it in the command in its place.' }
    : { kind: "file", bytes: stdin };
}

function withoutLineEnds(file: NamedFile): NamedFile {
  return file.kind === "refused"
    ? file
    : { ...file, bytes: Buffer.from(file.bytes.filter((byte) => ![0, 10, 13].includes(byte))) };
}

/** `content`, `=content`, `name=content`, `@file`, `name@file`. */
function urlEncoded(value: string, sources: BodySources): NamedFile {
  const [, name = "", mark = "", rest = value] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  const content = mark === "@" ? readData(rest, sources) : text(rest);
  if (content.kind === "refused") return content;
  const encoded = encodeURIComponent(content.bytes.toString("utf8"))
    .replaceAll("%20", "+")
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return text(name === "" ? encoded : `${name}=${encoded}`);
}

/** curl makes a new boundary each time. */
const boundary = "------------------------boundary";

function multipart(forms: readonly CurlOption[], sources: BodySources): CurlBody {
  const parts: Buffer[] = [];
  for (const { name: option, value } of forms) {
    const [, field = "", content = ""] = /^([^=]*)=?([\s\S]*)$/.exec(value) ?? [];
    const isFile = option === "form" && /^[@<]/.test(content);
    const [fileName = "", type] = content.slice(1).split(/;type=/);
    const file = isFile ? readData(fileName, sources) : text(content.split(/;type=/)[0] ?? "");
    if (file.kind === "refused") return file;
    const named = content.startsWith("@") && isFile ? `; filename="${fileName.split("/").at(-1)}"` : "";
    const typed = type === undefined ? "" : `Content-Type: ${type}\r\n`;
    parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"${named}\r\n${typed}\r\n`),
      file.bytes,
      Buffer.from("\r\n"),
    );
  }
  const bytes = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { kind: "body", bytes, isJson: false, contentType: `multipart/form-data; boundary=${boundary}` };
}
