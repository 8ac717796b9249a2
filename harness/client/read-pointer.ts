/** What stands at a JSON pointer, or as far as the pointer leads. */
export type PointerResult =
  | { readonly kind: "found"; readonly value: unknown }
  | {
      readonly kind: "missing";
      /** Pointer of the last value on the way that is there. */
      readonly parent: string;
      readonly parentValue: unknown;
    };

/** Follows a JSON pointer (RFC 6901; `""` is the whole document). */
export function readPointer(document: unknown, pointer: string): PointerResult {
  let value = document;
  let parent = "";
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const next = childOf(value, key);
    if (next === undefined) return { kind: "missing", parent, parentValue: value };
    value = next.value;
    parent += `/${token}`;
  }
  // A pointer that is not empty begins with a slash; without one it names nothing.
  if (pointer !== "" && !pointer.startsWith("/")) return { kind: "missing", parent: "", parentValue: document };
  return { kind: "found", value };
}

function childOf(value: unknown, key: string): { readonly value: unknown } | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(key)) return undefined;
  return { value: Reflect.get(value, key) };
}
