import type { DiagnosedRequest } from "./diagnosis.ts";

/**
 * Stands for a valid token in a request that was mended, as in a curl line. While a mended request is tried it is a token with
 * every right.
 */
export const placeholderToken = "$GENESYSCLOUD_ACCESS_TOKEN";

/** The values of a header under any case of its name, joined as HTTP joins them; nothing where it was not sent. */
export function headerOf({ headers }: Pick<DiagnosedRequest, "headers">, name: string): string | undefined {
  const values = headers.filter(([sent]) => sent.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}

/** The request with one header of this name; it keeps its place, and its spelling only if that is right but for the case. */
export function withHeader(request: DiagnosedRequest, name: string, value: string): DiagnosedRequest {
  const isNamed = ([sent]: readonly [string, string]) => sent.toLowerCase() === name.toLowerCase();
  const first = request.headers.findIndex(isNamed);
  if (first < 0) return { ...request, headers: [...request.headers, [name, value]] };
  const headers = request.headers.flatMap((line, position): (readonly [string, string])[] => {
    if (!isNamed(line)) return [line];
    return position === first ? [[line[0], value]] : [];
  });
  return { ...request, headers };
}

/** The request without a header of this name. */
export function withoutHeader(request: DiagnosedRequest, name: string): DiagnosedRequest {
  return { ...request, headers: request.headers.filter(([sent]) => sent.toLowerCase() !== name.toLowerCase()) };
}

/** The request with another body; what its headers say of the old one's length is corrected or left out. */
export function withBody(request: DiagnosedRequest, body: Buffer): DiagnosedRequest {
  const length = headerOf(request, "content-length");
  const framed = length === undefined ? request : withHeader(request, "Content-Length", String(body.length));
  return { ...withoutHeader(framed, "Transfer-Encoding"), body };
}

export type ReadJson = { readonly kind: "json"; readonly value: unknown } | { readonly kind: "text" };

/** The body as JSON, if it is JSON. */
export function readJson({ body }: Pick<DiagnosedRequest, "body">): ReadJson {
  try {
    return { kind: "json", value: JSON.parse(body.toString("utf8")) };
  } catch {
    return { kind: "text" };
  }
}

/** The request with this value as its body. */
export function withJson(request: DiagnosedRequest, value: unknown): DiagnosedRequest {
  return withBody(request, Buffer.from(JSON.stringify(value) ?? ""));
}

/** The request with the JSON of its body changed; the request itself where the body is no JSON or stays as it was. */
export function changeJson(request: DiagnosedRequest, change: (value: unknown) => unknown): DiagnosedRequest {
  const read = readJson(request);
  if (read.kind === "text") return request;
  const changed = change(read.value);
  return JSON.stringify(changed) === JSON.stringify(read.value) ? request : withJson(request, changed);
}

/** The keys of a JSON pointer (RFC 6901). */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at these keys, in objects and arrays. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = new Map<string, unknown>(Object.entries(found)).get(key);
  }
  return found;
}

/**
 * A copy with the value at these keys replaced, set, or left out where `change` gives undefined. What is no object or array
 * on the way stays as it was; an object that is missing on the way is made.
 */
export function changeAt(value: unknown, keys: readonly string[], change: (found: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item, position) => {
      if (String(position) !== key) return [item];
      const changed = changeAt(item, rest, change);
      return changed === undefined ? [] : [changed];
    });
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = new Map<string, unknown>(Object.entries(value));
  const changed = changeAt(rest.length > 0 ? (entries.get(key) ?? {}) : entries.get(key), rest, change);
  if (changed === undefined) entries.delete(key);
  else entries.set(key, changed);
  return Object.fromEntries(entries);
}

/** The value with what stands at one place moved to another; as it is where nothing stands there. */
export function moveAt(value: unknown, from: readonly string[], to: readonly string[]): unknown {
  const moved = valueAt(value, from);
  if (moved === undefined) return value;
  return changeAt(
    changeAt(value, from, () => undefined),
    to,
    () => moved,
  );
}
