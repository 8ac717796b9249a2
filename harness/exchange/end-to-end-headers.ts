import { hopByHop } from "#curl/format-curl.ts";

/** Header lines as they stood on the wire. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

/** Node's flat list of raw headers (`name, value, name, value`) as lines; case, order and duplicates are kept. */
export function headerLines(rawHeaders: readonly string[]): HeaderLines {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""] as const] : []));
}

/**
 * The lines that a proxy passes on: all but those that are about one connection only (RFC 9110, 7.6.1).
 * `Transfer-Encoding` stays, because the next hop frames the body with the very header that is passed on.
 */
export function endToEndHeaders(lines: HeaderLines): HeaderLines {
  const listed = lines
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.split(",").map((option) => option.trim().toLowerCase()));
  const dropped = new Set([...listed.filter((name) => !neverDropped.has(name)), ...hopByHop]);
  return lines.filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** Without these the next hop could not tell where the message ends or whom it is for, whatever `Connection` lists. */
const neverDropped: ReadonlySet<string> = new Set(["content-length", "host", "transfer-encoding"]);
