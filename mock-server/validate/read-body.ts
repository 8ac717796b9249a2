import type { MatchedCall } from "#mock-server/call.ts";
import { describeSyntaxError } from "./describe-syntax-error.ts";
import type { ValidationProblem } from "./faults.ts";

export type ReadBody =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: ValidationProblem };

/** Reads a body as the media type of its operation. JSON errors come with line and column, both counted from 1. */
export function readBody(call: MatchedCall): ReadBody {
  const body = call.operation.body;
  if (body?.mediaType === "application/x-www-form-urlencoded") return readForm(call, body.formInQuery);
  return call.body.length === 0 ? { kind: "absent" } : readJson(call.body);
}

// A body nested deeper than this is refused, since whoever handles it later would run out of stack.
const deepest = 1000;

// The byte-order mark is kept: RFC 8259 forbids it, and a diagnosis has to see it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readJson(bytes: Buffer): ReadBody {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return unreadable("JSON in UTF-8", "bytes that are not UTF-8");
  }
  try {
    const value: unknown = JSON.parse(text);
    if (bytes.length > deepest && isDeeperThan(value, deepest)) {
      return unreadable(`JSON nested at most ${deepest} deep`, "a deeper nesting");
    }
    return { kind: "value", value };
  } catch (error) {
    return unreadable("a JSON text", describeSyntaxError(text, error));
  }
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return false;
}

function readForm(call: MatchedCall, inQuery: boolean): ReadBody {
  const fields = new Map<string, unknown>();
  const sources = inQuery ? [call.query, call.body.toString("utf8")] : [call.body.toString("utf8")];
  for (const source of sources) {
    for (const [name, value] of new URLSearchParams(source)) {
      // A field may be given once (RFC 6749, 3.2); a second value makes it a list, which no schema of a form admits.
      fields.set(name, fields.has(name) ? [fields.get(name), value] : value);
    }
  }
  return { kind: "value", value: Object.fromEntries(fields) };
}

function unreadable(expected: string, found: string): ReadBody {
  return {
    kind: "unreadable",
    problem: {
      check: "validate",
      rule: "json-syntax",
      in: "body",
      pointer: "",
      field: "body",
      expected,
      found,
      slots: [`body: expected ${expected}, found ${found}`],
    },
  };
}
