import { type Reading, type ReadNamedFile, requests, unreadable } from "./reading.ts";

/** A request as it stands in the options of `explain`. */
export interface RequestFlags {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** `Name: value` each; `Name:` leaves one out that is added. */
  readonly header: readonly string[];
  /** The text itself, or `@FILE`. */
  readonly body?: string | undefined;
}

/**
 * The request that options name. A token and the type of the body are added where nothing is said of them, since whoever types
 * so few words asks about something else.
 */
export function readFlags({ method, path, header, body }: RequestFlags, readFile: ReadNamedFile): Reading {
  if (path === undefined || path === "") {
    return unreadable("--path: expected the path of the request, found none; name one such as --path /api/v2/users/me");
  }
  const written: (readonly [string, string])[] = [];
  for (const line of header) {
    const [, name = "", value = ""] = /^([!#$%&'*+.^_`|~\w-]+)[ \t]*:\s*([\s\S]*)$/.exec(line) ?? [];
    if (name === "") return unreadable(`--header: expected "Name: value", found ${JSON.stringify(line.slice(0, 80))}`);
    written.push([name, value.trim()]);
  }
  const file = body?.startsWith("@") === true ? readFile(body.slice(1)) : undefined;
  if (file?.kind === "refused") return unreadable(`--body: ${file.message}`);
  const bytes = file?.bytes ?? Buffer.from(body ?? "");
  const [, origin, rest] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(path) ?? [];
  const login = (rest ?? path).startsWith("/oauth/");
  const defaults = [
    ...(login ? [] : [["Authorization", "Bearer <token>"] as const]),
    ...(bytes.length === 0 ? [] : [["Content-Type", login ? form : "application/json"] as const]),
  ].filter(([name]) => !written.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  const request = {
    method: method ?? (bytes.length === 0 ? "GET" : "POST"),
    path: rest === undefined ? path : rest || "/",
    ...(origin === undefined ? {} : { origin }),
    headers: [...defaults, ...written.filter(([, value]) => value !== "")],
    body: bytes,
  };
  const notes = defaults.map(
    ([name, value]) => `Taken to be there, since no --header says otherwise: ${name}: ${value}`,
  );
  return requests([{ request }], notes);
}

const form = "application/x-www-form-urlencoded";
