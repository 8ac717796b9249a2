import { isRecord, parseJson } from "./json.ts";

/**
 * Why a value that is not the expected one may look like it: another type, case or white space, JSON encoded twice. A
 * clause for the end of a message, or undefined.
 */
export function nearMiss(expected: unknown, found: unknown): string | undefined {
  if (typeof expected === "string" && typeof found === "string") {
    return textNearMiss(expected, found);
  }
  if (typeof expected === "object" && expected !== null) {
    return typeof found === "string" && isContainer(parseJson(found)?.value)
      ? "this is JSON inside a text, probably encoded twice"
      : undefined;
  }
  if (typeof expected !== typeof found && isScalar(found) && readsAs(expected, found)) {
    return `${kindOf(found)} where ${kindOf(expected)} is expected`;
  }
  return undefined;
}

function textNearMiss(expected: string, found: string): string | undefined {
  if (withoutSpace(expected) === withoutSpace(found)) {
    return "they differ only in white space";
  }
  if (expected.toLowerCase() === found.toLowerCase()) {
    return "they differ only in upper and lower case";
  }
  return withoutSpace(expected).toLowerCase() === withoutSpace(found).toLowerCase()
    ? "they differ only in white space and in upper and lower case"
    : undefined;
}

function readsAs(expected: unknown, found: unknown): boolean {
  return String(expected).trim() === String(found).trim();
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean", "bigint"].includes(typeof value);
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isRecord(value);
}

function kindOf(value: unknown): string {
  return typeof value === "string" ? "a text" : value === null ? "null" : `a ${typeof value}`;
}
