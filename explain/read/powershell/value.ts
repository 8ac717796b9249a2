import type { Entries } from "./entries.ts";

/** A value of a script, as far as it can be told from the text. */
export type PowershellValue =
  | string
  | number
  | boolean
  | null
  | readonly PowershellValue[]
  | PowershellTable
  | PowershellBytes
  | UnknownValue;

/** A hashtable, or an object with properties. Changed in place, as scripts do. */
export interface PowershellTable {
  readonly kind: "table";
  /** What PowerShell writes where it makes a text of it. */
  readonly type: "System.Collections.Hashtable" | "System.Collections.Specialized.OrderedDictionary" | "object";
  readonly entries: Entries<PowershellValue>;
}

/** Bytes that were made of a text. */
export interface PowershellBytes {
  readonly kind: "bytes";
  readonly text: string;
}

/** What the text does not say; a placeholder stands in its place. */
export interface UnknownValue {
  readonly kind: "unknown";
  /** As the script names it: `$env:TOKEN`, `$answer.id`. */
  readonly source: string;
}

export function isTable(value: PowershellValue): value is PowershellTable {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "table";
}

export function isUnknown(value: PowershellValue): value is UnknownValue {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "unknown";
}

export function isBytes(value: PowershellValue): value is PowershellBytes {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "bytes";
}

/** What stands for an unknown value: `$TOKEN` for `$env:TOKEN`, `${answer.id}` for `$answer.id`. */
export function placeholderOf({ source }: UnknownValue): string {
  const [, name] = /^\$(?:\w+:)?(\w+)$/.exec(source) ?? [];
  if (name !== undefined) return `$${name}`;
  const [, path] = /^\$([\w.:]+)$/.exec(source) ?? [];
  return path === undefined ? "<unknown>" : `\${${path}}`;
}

/** Longer texts are made by no script that somebody asks about, and could grow without end. */
export const longestText = 1024 * 1024;

// Lists and objects can hold each other.
const deepest = 3;

/** A value as a text, as PowerShell makes one. */
export function textOf(value: PowershellValue, level = 0): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return String(value);
  if (isUnknown(value)) return placeholderOf(value);
  if (isBytes(value)) return value.text;
  if (!isTable(value)) return level > deepest ? "System.Object[]" : joinTexts(textsOf(value, level), " ");
  if (value.type !== "object") return value.type;
  return level > deepest ? "" : `@{${joinTexts(propertiesOf(value, level), "; ")}}`;
}

// One by one, since not all are needed of a list that is too long.
function* textsOf(list: readonly PowershellValue[], level: number): Iterable<string> {
  for (const item of list) yield textOf(item, level + 1);
}

function* propertiesOf({ entries }: PowershellTable, level: number): Iterable<string> {
  for (const [name, item] of entries) yield `${name}=${textOf(item, level + 1)}`;
}

/** Texts one behind the other, as far as they are not too long. */
export function joinTexts(texts: Iterable<string>, between = ""): string {
  let joined: string | undefined;
  for (const text of texts) {
    const longer = joined === undefined ? text : joined + between + text;
    if (longer.length > longestText) break;
    joined = longer;
  }
  return joined ?? "";
}

/** A text as a part of a URL. */
export function encodeText(text: string): string {
  // By way of bytes, since half a character cannot be encoded.
  return encodeURIComponent(Buffer.from(text.slice(0, longestText)).toString("utf8"));
}
