import type { Difference } from "./difference.ts";
import { formatValue } from "./format-value.ts";
import { isRecord } from "./json.ts";
import { parseMatcher } from "./parse-matcher.ts";
import { headerText, type Message, type ReadBody, readBody } from "./read-body.ts";
import { describeExpected, difference, walkValue } from "./walk-value.ts";

/**
 * The differences of a message's headers. Names match in any case. A header is text: an expected number or boolean is
 * compared as text, and `$number`, `$greaterThan` and `$lessThan` see a number where the text is one.
 */
export function compareHeaders(
  expected: Readonly<Record<string, unknown>>,
  headers: Message["headers"],
  at: string,
): readonly Difference[] {
  const stated = new Set(Object.keys(expected).map((name) => name.toLowerCase()));
  const others = headers.filter(([name]) => !stated.has(name.toLowerCase()));
  const found = Object.entries(expected).map(([name, value]) => [name, headerValue(value, headerText(headers, name))]);
  return walkValue({
    expected: Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, asHeaderText(value)])),
    found: Object.fromEntries([...found.filter(([, value]) => value !== undefined), ...others]),
    at,
  });
}

/** The differences of a message's body; `whose` names the message for people: `the response`. */
export function compareBody(expected: unknown, message: Message, { at, whose }: BodyPlace): readonly Difference[] {
  const body = readBody(message);
  if (body.kind === "none") {
    const found = expected === "" ? "" : undefined;
    return walkValue({ expected, found, at, whenMissing: () => `${whose} has no body` });
  }
  if (body.kind === "text" && (wantsJson(expected) || body.broken !== undefined)) {
    const words = `expected ${wantsJson(expected) ? "JSON like " : ""}${describeExpected(expected)}, found ${notJson(body)}`;
    return [difference({ at, expected, found: body.text, words })];
  }
  return walkValue({ expected, found: body.kind === "json" ? body.value : body.text, at });
}

interface BodyPlace {
  readonly at: string;
  readonly whose: string;
}

function asHeaderText(expected: unknown): unknown {
  if (typeof expected === "number" || typeof expected === "boolean") {
    return String(expected);
  }
  const written = parseMatcher(expected);
  if (written?.name === "$oneOf" && Array.isArray(written.argument)) {
    return { $oneOf: written.argument.map(asHeaderText) };
  }
  return written?.name === "$not" ? { $not: asHeaderText(written.argument) } : expected;
}

function headerValue(expected: unknown, text: string | undefined): unknown {
  const name = parseMatcher(expected)?.name ?? "";
  const isNumber = text !== undefined && /^-?\d+(\.\d+)?$/.test(text);
  return isNumber && ["$number", "$greaterThan", "$lessThan"].includes(name) ? Number(text) : text;
}

function wantsJson(expected: unknown): boolean {
  const name = parseMatcher(expected)?.name;
  return name === undefined ? Array.isArray(expected) || isRecord(expected) : ["$object", "$array"].includes(name);
}

function notJson({ text, contentType, broken }: Extract<ReadBody, { kind: "text" }>): string {
  const type =
    contentType === undefined ? "a body without a Content-Type" : `a body of type ${formatValue(contentType)}`;
  return `${type} that ${broken === undefined ? "is not JSON" : "cannot be read"}: ${formatValue(text)}${broken === undefined ? "" : `; ${broken}`}`;
}
