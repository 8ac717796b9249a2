import { isRecord } from "#harness/compare/json.ts";

/** A copy of a JSON document with the value at a pointer replaced, or taken out if there is none to put there. */
export function replaceAt(document: unknown, pointer: string, boxed: { readonly value: unknown } | undefined): unknown {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return replaceIn(document, keys, boxed);
}

function replaceIn(
  document: unknown,
  keys: readonly string[],
  boxed: { readonly value: unknown } | undefined,
): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return boxed?.value;
  if (Array.isArray(document)) {
    const at = Number(key);
    if (rest.length === 0 && boxed === undefined) return document.filter((_, index) => index !== at);
    const copy: unknown[] = [...document];
    // An earlier change may have made it shorter.
    copy[Math.min(at, copy.length)] = replaceIn(document[at], rest, boxed);
    return copy;
  }
  if (!isRecord(document)) return document;
  if (rest.length === 0 && boxed === undefined) {
    return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
  }
  const value = replaceIn(Object.hasOwn(document, key) ? document[key] : undefined, rest, boxed);
  return Object.fromEntries([...Object.entries(document).filter(([name]) => name !== key), [key, value]]);
}
