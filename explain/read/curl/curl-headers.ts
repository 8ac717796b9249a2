import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import type { BodySources, CurlBody } from "./curl-body.ts";
import type { CurlOption } from "./parse-curl-arguments.ts";

export type CurlHeaders =
  | { readonly kind: "headers"; readonly headers: DiagnosedRequest["headers"]; readonly notes: readonly string[] }
  | { readonly kind: "refused"; readonly message: string };

interface Around extends Pick<BodySources, "readFile"> {
  readonly body: CurlBody & { readonly kind: "body" };
  /** `id:secret` from the address. */
  readonly credentials?: string;
}

/**
 * The headers that curl would send, its own ones first. A header of `-H` takes the place of curl's own, `Name:` leaves it out,
 * and `Name;` sends it empty (https://curl.se/docs/manpage.html, --header).
 */
export function readCurlHeaders(options: readonly CurlOption[], around: Around): CurlHeaders {
  const notes: string[] = [];
  const lines: string[] = [];
  for (const { name, value } of options) {
    if (name !== "header") continue;
    if (!value.startsWith("@")) {
      lines.push(value);
      continue;
    }
    const file = around.readFile(value.slice(1));
    if (file.kind === "refused") return file;
    lines.push(...file.bytes.toString("utf8").split(/\r?\n/).filter(Boolean));
  }
  const written: (readonly [string, string])[] = [];
  const replaced = new Set<string>();
  for (const line of lines) {
    const [, name = "", mark = "", value = ""] = /^([^:;]*)([:;]?)([\s\S]*)$/.exec(line) ?? [];
    if (mark === "" || (mark === ";" && value.trim() !== "")) {
      notes.push(`curl sends no header for -H ${JSON.stringify(line)}: write "Name: value".`);
      continue;
    }
    replaced.add(name.trim().toLowerCase());
    if (mark === ";" || value.trim() !== "") written.push([name.trim(), value.trim()]);
  }
  const own = ownHeaders(options, around, notes).filter(([name]) => !replaced.has(name.toLowerCase()));
  return { kind: "headers", headers: [...own, ...written], notes };
}

function ownHeaders(
  options: readonly CurlOption[],
  { body, credentials }: Around,
  notes: string[],
): readonly (readonly [string, string])[] {
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  const user = last("user") ?? credentials;
  if (user !== undefined && !user.includes(":")) {
    notes.push("-u names no secret, for which curl would ask: write -u id:secret.");
  }
  const bearer = last("oauth2-bearer");
  const cookie = options
    .filter(({ name, value }) => name === "cookie" && value.includes("="))
    .map(({ value }) => value);
  const headers: (readonly [string, string | undefined])[] = [
    ["Authorization", bearer === undefined ? user && basic(user) : `Bearer ${bearer}`],
    ["User-Agent", last("user-agent")],
    ["Referer", last("referer")],
    ["Cookie", cookie.length === 0 ? undefined : cookie.join("; ")],
    ["Range", last("range") && `bytes=${last("range")}`],
    ["Accept", body.isJson ? "application/json" : "*/*"],
    ["Accept-Encoding", last("compressed") === undefined ? undefined : "deflate, gzip, br, zstd"],
    ["Content-Type", body.contentType],
  ];
  return headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function basic(user: string): string {
  return `Basic ${Buffer.from(user.includes(":") ? user : `${user}:`).toString("base64")}`;
}
