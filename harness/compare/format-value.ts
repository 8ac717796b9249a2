import { inspect } from "node:util";

const limit = 120;

/** A value on one line, as JSON where it has a JSON form, cut after 120 characters; `nothing` if it is undefined. */
export function formatValue(value: unknown): string {
  if (typeof value === "string" && value.length > limit) {
    return `${JSON.stringify(cut(value))} (${count(value.length)} characters)`;
  }
  const text = valueText(value);
  return text.length > limit ? `${cut(text)} (${count(text.length)} characters)` : text;
}

/** Two texts that differ, each on one line; long ones are cut to the part where the difference begins. */
export function formatTexts(expected: string, found: string): { readonly expected: string; readonly found: string } {
  const from = firstDifference(expected, found);
  if (from < limit / 2 || Math.max(expected.length, found.length) <= limit) {
    return { expected: formatValue(expected), found: formatValue(found) };
  }
  return { expected: formatFrom(expected, from), found: formatFrom(found, from) };
}

/** A text of unknown origin as one line for a message, cut after `length` characters. */
export function formatLine(text: string, length: number): string {
  const line = text
    .slice(0, length * 2)
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > length ? cut(line, length) : line;
}

function valueText(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (typeof value === "number") {
    return String(value);
  }
  // A module may return what JSON has no form for: maps, big integers, circular objects.
  if (isForeign(value)) {
    return inspectLine(value);
  }
  try {
    return JSON.stringify(value) ?? inspectLine(value);
  } catch {
    return inspectLine(value);
  }
}

function isForeign(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
}

function inspectLine(value: unknown): string {
  return inspect(value, { depth: 2, compact: true, breakLength: Number.POSITIVE_INFINITY, maxStringLength: limit });
}

function cut(text: string, length = limit): string {
  // Half of a surrogate pair at the end would not be a character.
  return `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function formatFrom(text: string, from: number): string {
  const start = from - 20;
  const part = text.slice(start, start + limit);
  const tail = start + limit < text.length ? "…" : "";
  return `${JSON.stringify(`…${part}${tail}`)} (from character ${count(start + 1)} of ${count(text.length)})`;
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) {
    index += 1;
  }
  return index;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
