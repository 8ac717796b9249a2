import { type Reading, type ReadRequest, requests, unreadable } from "./reading.ts";

/**
 * The requests of a text that holds them as they stand on the wire: request line, headers, an empty line, the body. Lines may
 * end with LF alone, the target may be a whole address, and `###` stands between several requests, as in editors' `.http` files.
 */
export function readRawHttp(text: string): Reading {
  const lines = text.replace(/^\ufeff/, "").split("\n");
  const read: ReadRequest[] = [];
  const notes: string[] = [];
  let start = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && !/^###/.test(lines[at] ?? "")) continue;
    const found = readMessage(lines.slice(start, at), start);
    if (typeof found === "string") return unreadable(found);
    if (found !== undefined) {
      const name = start === 0 ? "" : (lines[start - 1] ?? "").replace(/^#+\s*/, "").trim();
      read.push({ request: found.request, ...(name === "" ? {} : { name }) });
      notes.push(...found.notes);
    }
    start = at + 1;
  }
  return read.length === 0 ? unreadable(`line 1: expected ${requestLine}, found nothing`) : requests(read, notes);
}

const requestLine = 'a request line such as "POST /api/v2/flows/executions HTTP/1.1"';

type Message = Pick<ReadRequest, "request"> & { readonly notes: readonly string[] };

/** A text says what is wrong; nothing where there are only empty lines and comments. */
function readMessage(lines: readonly string[], before: number): Message | string | undefined {
  const first = lines.findIndex((line) => !/^\s*(?:#|\/\/|@\w+\s*=|$)/.test(line));
  if (first === -1) return undefined;
  const [, method = "", target = ""] =
    /^\s*([A-Za-z]+)[ \t]+(\S.*?)(?:[ \t]+HTTP\/[\d.]+)?\s*$/.exec(lines[first] ?? "") ?? [];
  if (method === "") {
    return `line ${before + first + 1}: expected ${requestLine}, found ${shown(lines[first])}`;
  }
  const empty = lines.findIndex((line, at) => at > first && line.trim() === "");
  const headerLines = lines.slice(first + 1, empty === -1 ? undefined : empty);
  const headers: [string, string][] = [];
  for (const [index, line] of headerLines.entries()) {
    const [, name = "", value = ""] = /^:?([!#$%&'*+.^_`|~\w-]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (name === "") {
      const place = `line ${before + first + index + 2}`;
      return `${place}: expected a header ("Name: value") or an empty line before the body, found ${shown(line)}`;
    }
    headers.push([name, value.trim()]);
  }
  const body = empty === -1 ? "" : lines.slice(empty + 1).join("\n");
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  const [, whole, rest] = /^(https?:\/\/[^/?#]*)(.*)$/i.exec(target) ?? [];
  const origin = whole ?? (host === undefined ? undefined : `https://${host}`);
  return {
    request: {
      method,
      path: whole === undefined ? target : rest?.startsWith("/") ? rest : `/${rest ?? ""}`,
      ...(origin === undefined ? {} : { origin }),
      headers: headers.filter(([name]) => !impliedHeaders.has(name.toLowerCase())),
      body: Buffer.from(withoutLastLineEnd(body)),
    },
    notes:
      target.startsWith("/") || whole !== undefined
        ? []
        : [`The target ${shown(target)} is neither a path nor an address.`],
  };
}

/** They follow from the rest of the request. */
const impliedHeaders: ReadonlySet<string> = new Set(["host", "content-length", "connection"]);

/** Editors end a file with a line end. */
function withoutLastLineEnd(body: string): string {
  return body.replace(/\r?\n$/, "");
}

function shown(text = ""): string {
  return JSON.stringify(text.trimEnd().slice(0, 80));
}
