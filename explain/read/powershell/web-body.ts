import type { ReadNamedFile } from "#explain/read/reading.ts";
import type { Bound } from "./bind-arguments.ts";
import {
  encodeText,
  isBytes,
  isTable,
  isUnknown,
  type PowershellTable,
  type PowershellValue,
  textOf,
} from "./value.ts";

export type WebBody =
  | {
      readonly kind: "body";
      /** Absent where none is sent. */
      readonly bytes?: Buffer;
      /** What a table for the body of a `GET` becomes. */
      readonly query?: string;
      /** PowerShell itself makes bytes of it. */
      readonly isText: boolean;
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly message: string };

/** The body that a web request sends: `-Body` or `-InFile`. */
export function bodyOfRequest(
  bound: Bound,
  { method, readFile }: { readonly method: string; readonly readFile: ReadNamedFile },
): WebBody {
  const notes: string[] = [];
  const none = { kind: "body", isText: false, notes } as const;
  const file = bound.get("infile");
  if (file !== undefined) {
    const read = readFile(textOf(file).replaceAll("\\", "/"));
    return read.kind === "refused" ? read : { ...none, bytes: read.bytes };
  }
  if (bound.has("form")) {
    return {
      kind: "refused",
      message: "-Form sends multipart/form-data, which no operation of the API takes; write -Body",
    };
  }
  const body = bound.get("body") ?? null;
  if (body === null) return none;
  if (isTable(body) && body.type !== "object") return formOf(body, method, notes);
  if (isUnknown(body)) {
    const source = body.source === "" ? "What is given to -Body" : body.source;
    notes.push(`${source} is not known, so nothing can be said of the body: paste the lines that make it, too.`);
  }
  if (isTable(body) || Array.isArray(body)) notes.push(notEncoded);
  if (method === "GET") {
    notes.push("A GET has no body; without -Method PowerShell makes a GET: write -Method Post.");
  }
  return { kind: "body", bytes: Buffer.from(textOf(body)), isText: !isBytes(body), notes };
}

const notEncoded = "PowerShell makes no JSON of a -Body by itself: write -Body ($body | ConvertTo-Json -Depth 10).";

function formOf(table: PowershellTable, method: string, notes: string[]): WebBody {
  const fields = [...table.entries].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  if (method === "GET") return { kind: "body", query: fields, isText: false, notes };
  // Logins take forms, and nested values show that none was meant.
  if ([...table.entries].some(([, value]) => typeof value === "object" && value !== null && !isUnknown(value))) {
    notes.push(notEncoded);
  } else if (!table.entries.has("grant_type"))
    notes.push(`A table for -Body is sent as a form, ${notEncoded.replace("PowerShell makes no", "no")}`);
  return { kind: "body", bytes: Buffer.from(fields), isText: true, notes };
}

/** As .NET encodes a field of a form; a placeholder stays as it is. */
function encode(value: PowershellValue): string {
  const text = textOf(value);
  return isUnknown(value) ? text : encodeText(text).replaceAll("%20", "+");
}
