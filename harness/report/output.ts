import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { mask, type Redactor } from "#redact/create-redactor.ts";
import type { Output } from "./reporter.ts";

/** The part of a node stream that output needs; `process.stdout` and `process.stderr` have it. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
}

export interface OutputOptions {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly redactor: Redactor;
  /** Width in characters; default that of stdout, or 100. */
  readonly columns?: number;
  /** Whether both streams are terminals; by default each stream is asked. */
  readonly isTTY?: boolean;
  readonly noColour?: boolean;
}

/**
 * Gives the one way out for text. `print` and `progress` write the text as it is, with no line end added; `writeFile` makes
 * the missing folders above the file, and rejects with the path and a hint if the file cannot be written.
 */
export function createOutput(options: OutputOptions): Output {
  const { stdout, stderr, redactor } = options;
  return {
    print(text) {
      stdout.write(redactor.redact(text));
    },
    progress(text) {
      stderr.write(redactor.redact(text));
    },
    interactive: options.isTTY ?? stderr.isTTY ?? false,
    colour: (options.isTTY ?? stdout.isTTY ?? false) && options.noColour !== true,
    width: options.columns ?? stdout.columns ?? 100,
    redact: (text) => redactor.redact(text),
    async writeFile(path, text, { append = false } = {}) {
      const redacted = redactMarkup(text, redactor) ?? redactor.redact(text);
      try {
        await mkdir(dirname(path), { recursive: true });
        await (append ? appendFile : writeFile)(path, redacted);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Cannot write ${path}: ${reason}. Choose another file, or make its folder writable.`, {
          cause,
        });
      }
    },
  };
}

/**
 * Makes a text from a scenario or a server harmless in a terminal: control characters, escape sequences and characters that
 * turn the reading direction are shown as `\u001b`. Line feeds and tabs stay; CR LF becomes LF.
 */
export function printable(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(unprintable, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The text as `printable` gives it, on one line: every run of white space is one space. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, " ").trim());
}

const unprintable = /(?![\n\t])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** In XML and HTML the mask would be read as a tag. Undefined for a text that is neither. */
function redactMarkup(text: string, redactor: Redactor): string | undefined {
  if (text.startsWith("<?xml")) return redactXml(text, redactor);
  return /^<!doctype html/i.test(text) ? redactor.redact(text).replaceAll(mask, escapedMask) : undefined;
}

/** In a CDATA section the mask can stand as it is. */
function redactXml(text: string, redactor: Redactor): string {
  return text
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part) => {
      const redacted = redactor.redact(part);
      return part.startsWith("<![CDATA[") ? redacted : redacted.replaceAll(mask, escapedMask);
    })
    .join("");
}

const escapedMask = mask.replace("<", "&lt;").replace(">", "&gt;");
