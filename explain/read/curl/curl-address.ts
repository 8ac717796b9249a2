/** An address as curl would take it. */
export type CurlAddress =
  | {
      readonly kind: "address";
      readonly origin: string;
      /** Path and query. */
      readonly path: string;
      /** `id:secret` before the host. */
      readonly credentials?: string;
      readonly notes: readonly string[];
    }
  | { readonly kind: "none"; readonly message: string };

export interface AddressOptions {
  /** `--path-as-is`: dots in the path stay. */
  readonly pathAsIs: boolean;
  /** Put behind the path (`-G`, `--url-query`). */
  readonly query: string;
  /** `--request-target`: what stands in the request line. */
  readonly target?: string;
}

/**
 * Takes an address apart as it stands, since what is wrong with it may be the fault: nothing is encoded, and a host or a part
 * of the path may be a variable (`$BASE_URL/api/v2/users`, `https://api.{region}/...`).
 */
export function readCurlAddress(url: string, options: AddressOptions): CurlAddress {
  const notes: string[] = [];
  const trimmed = url.trim();
  if (trimmed === "") return { kind: "none", message: "expected an address behind curl, found an empty text" };
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : guessScheme(trimmed);
  const [, scheme = "http", authority = "", rest = ""] =
    /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)([^#]*)/i.exec(withScheme) ?? [];
  if (!/^https?$/i.test(scheme)) {
    return { kind: "none", message: `expected an address with https://, found ${scheme}:// in ${JSON.stringify(url)}` };
  }
  const at = authority.lastIndexOf("@");
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  if (/[\s]/.test(path))
    notes.push(`curl refuses an address with a space in it: write %20 in ${JSON.stringify(path)}.`);
  const plain = options.pathAsIs ? path : withoutDots(path);
  const query = options.query === "" ? "" : `${plain.includes("?") ? "&" : "?"}${options.query}`;
  return {
    kind: "address",
    origin: `${scheme.toLowerCase()}://${authority.slice(at + 1)}`,
    path: options.target ?? (plain + query).replaceAll(/\s/g, "%20"),
    ...(at === -1 ? {} : { credentials: decode(authority.slice(0, at)) }),
    notes,
  };
}

/** curl takes http where none is written; a variable in front is the whole base, which nobody writes without https. */
function guessScheme(url: string): string {
  const [, variable, rest = ""] = /^(\$\{?\w+\}?|%\w+%|\{\{?[\w.-]+\}?\}|<[\w-]+>)(\/[\s\S]*|$)/.exec(url) ?? [];
  return variable === undefined ? `http://${url}` : `https://${variable}${rest}`;
}

function withoutDots(path: string): string {
  const [, before = "", query = ""] = /^([^?]*)([\s\S]*)$/.exec(path) ?? [];
  if (!/\/\.{1,2}(?:\/|$)/.test(before)) return path;
  const kept: string[] = [];
  for (const segment of before.split("/").slice(1)) {
    if (segment === "..") kept.pop();
    else if (segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}${/\/\.{1,2}$/.test(before) ? "/" : ""}${query}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
