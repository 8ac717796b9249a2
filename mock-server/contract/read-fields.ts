/** An object of a contract document, before its parts are looked at. */
export type Fields = Record<string, unknown>;

/** The value as an object; throws with the place if it is none. */
export function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${at}: expected an object`);
  // A plain object of parsed YAML has only text keys.
  return value as Fields;
}

/** The value as a list; throws with the place if it is none. */
export function listOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${at}: expected a list`);
  return value;
}

/** The value as text; throws with the place if it is none. */
export function textOf(value: unknown, at: string): string {
  if (typeof value !== "string") throw new Error(`${at}: expected a text`);
  return value;
}

/** The value as one of the names; throws with the place and the names if it is none of them. */
export function oneOf<Name extends string>(names: readonly Name[], value: unknown, at: string): Name {
  const name = names.find((candidate) => candidate === value);
  if (name === undefined) throw new Error(`${at}: expected one of ${names.join(", ")}, found ${String(value)}`);
  return name;
}

/** An object with `key` if the value is there, else an empty one: for properties that may be absent. */
export function optional<Key extends string, Value>(
  key: Key,
  value: unknown,
  read: (value: unknown) => Value,
): { [key in Key]?: Value } {
  if (value === undefined) return {};
  // An object literal with a computed key loses the key's type.
  return { [key]: read(value) } as { [key in Key]?: Value };
}

/** The value as an object, or nothing if it is none. */
export function asFields(value: unknown): Readonly<Fields> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  // A plain object of a parsed document has only text keys.
  return value as Fields;
}

/** What stands at a JSON pointer of a document; references on the way are not followed. */
export function lookUp(document: Readonly<Fields>, pointer: string): unknown {
  let value: unknown = document;
  for (const key of pointer.split("/").slice(1)) value = asFields(value)?.[unescapePointer(key)];
  return value;
}

/** A key as a part of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A part of a JSON pointer as the key it stands for. */
export function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
