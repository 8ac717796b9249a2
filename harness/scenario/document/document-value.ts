/** A mapping of a YAML or JSON document. */
export type DocumentRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is DocumentRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mapping itself, or an empty one: the schema check reports the wrong type, the other checks look past it. */
export function asRecord(value: unknown): DocumentRecord {
  return isRecord(value) ? value : {};
}

/** The list itself, or an empty one, for the same reason. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The JSON pointer (RFC 6901) of a member of the value at `pointer`. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The keys of a JSON pointer, unescaped. */
export function splitPointer(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What was found, in a few words for a message. */
export function formatFound(value: unknown): string {
  if (value === null || value === undefined) {
    return "nothing";
  }
  if (typeof value === "string") {
    return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}...` : JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : "a list";
  }
  return typeof value === "object" ? "an object" : `the ${typeof value} ${String(value)}`;
}
