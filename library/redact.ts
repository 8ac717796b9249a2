import { inspect } from "node:util";
import { hideHeader, hideTokens } from "#harness/report/hide-tokens.ts";
import { readBodyText } from "#harness/report/read-body-text.ts";
import type { RunResult } from "#harness/run/run-event.ts";
import { mask } from "#redact/create-redactor.ts";
import { credentialOfField, isCookieHeader, isCredentialHeader } from "#redact/credential-names.ts";

type RedactText = (text: string) => string;

/** Who knows the secrets of a run; not a part of the run, which can be printed. */
const redactors = new WeakMap<RunResult, RedactText>();

/** Keeps what replaces the secrets of a run, for `redact`. */
export function rememberRedactor(run: RunResult, redactText: RedactText): void {
  redactors.set(run, redactText);
}

/**
 * Gives a copy of a value of a run, or of the run itself, that may be written out: without the secrets that the run came to know, and
 * without what stands in headers and fields that hold credentials; bodies are texts, decompressed, or say how many bytes
 * they have. People's data stays. `run` is what `runScenarios` gave, not a copy of it, which would know no secret: that throws.
 */
export function redact(run: RunResult, value: unknown): unknown {
  const redactText = redactors.get(run);
  if (redactText === undefined) {
    throw new TypeError(
      "redact: expected the run that runScenarios gave, found another object; only that one's secrets are known",
    );
  }
  return copy(value, { text: (text) => redactText(hideTokens(text)), redactText, above: new Set() });
}

interface Redaction {
  readonly text: RedactText;
  readonly redactText: RedactText;
  /** The objects that this one is in. */
  readonly above: ReadonlySet<unknown>;
}

function copy(value: unknown, redaction: Redaction): unknown {
  if (typeof value === "string") return redaction.text(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (redaction.above.has(value)) return "[circular]";
  const inside = { ...redaction, above: new Set(redaction.above).add(value) };
  if (ArrayBuffer.isView(value))
    return copyBody({ body: Buffer.from(value.buffer, value.byteOffset, value.byteLength) }, redaction);
  if (Array.isArray(value)) return copyList(value, inside);
  if (value instanceof URL) return redaction.text(value.href);
  if (value instanceof Set) return copyList([...value], inside);
  const properties = propertiesOf(value);
  // A date, say, or an error without fields.
  if (properties === undefined) return redaction.text(inspect(value));
  return Object.fromEntries(
    properties.map(([name, one]) => [redaction.text(name), copyProperty(name, one, { ...inside, parent: value })]),
  );
}

/** The names and values of a plain object, of what keeps its own (a `Map`, `Headers`, a form), and of any object that has some. */
function propertiesOf(value: object): [name: string, value: unknown][] | undefined {
  if (value instanceof Map)
    return [...value].map(([name, one]) => [typeof name === "string" ? name : inspect(name), one]);
  if (value instanceof Headers || value instanceof URLSearchParams || value instanceof FormData) return [...value];
  const own = Object.entries(value);
  if (value instanceof Error) return own.length === 0 ? undefined : [["error", value.stack ?? String(value)], ...own];
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || own.length > 0 ? own : undefined;
}

function copyProperty(name: string, value: unknown, redaction: Redaction & { readonly parent: object }): unknown {
  if (isCookieHeader(name) || credentialOfField(name.replace(/^x[_-]/i, "")) !== undefined) {
    return isNothing(value) ? value : mask;
  }
  // Headers by their names, as most clients have them.
  if (typeof value === "string" && isCredentialHeader(name) && /-|^authorization$/i.test(name)) {
    return redaction.redactText(hideHeader(name, value));
  }
  const { parent } = redaction;
  if (name === "body" && Buffer.isBuffer(value) && "headers" in parent && isHeaders(parent.headers)) {
    return copyBody({ body: value, headers: parent.headers }, redaction);
  }
  return copy(value, redaction);
}

/** What shows that there was no credential; everything else in its place is one, of whatever type. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || typeof value === "boolean";
}

/** A header is a list of its name and its value. */
function copyList(list: readonly unknown[], redaction: Redaction): unknown {
  const [name, value] = list;
  if (list.length === 2 && typeof name === "string" && typeof value === "string") {
    return [redaction.text(name), redaction.redactText(hideHeader(name, value))];
  }
  return list.map((one) => copy(one, redaction));
}

type Headers = readonly (readonly [name: string, value: string])[];

function isHeaders(value: unknown): value is Headers {
  return Array.isArray(value) && value.every((line) => Array.isArray(line) && typeof line[0] === "string");
}

function copyBody(
  { body, headers = [] }: { readonly body: Buffer; readonly headers?: Headers },
  { text }: Redaction,
): string {
  const read = readBodyText({ body, headers }, Number.POSITIVE_INFINITY);
  return read.kind === "binary" ? `${body.length} bytes that are no text` : text(read.text);
}
