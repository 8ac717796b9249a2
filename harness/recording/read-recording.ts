import { readFile, stat } from "node:fs/promises";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { isMissing } from "#harness/is-missing.ts";
import { findNearestFile } from "#harness/scenario/nearest-file.ts";
import { HarProblem, parseHar } from "./parse-har.ts";
import type { Recording } from "./recorded-run.ts";
import { maxRecordingBytes, recordAgain } from "./recording-file.ts";

export type ReadRecording =
  | { readonly kind: "recording"; readonly recording: Recording }
  /** There is no such file. */
  | { readonly kind: "missing"; readonly message: string }
  /** It cannot be used: what was expected, what was found, what to do next. */
  | { readonly kind: "problem"; readonly message: string };

/** Reads one HAR file of a scenario's runs. Never rejects. */
export async function readRecording(file: string): Promise<ReadRecording> {
  try {
    const { size } = await stat(file);
    if (size > maxRecordingBytes) {
      const found = `expected a recording of at most 100 MB, found ${Math.ceil(size / 1024 / 1024)} MB`;
      return { kind: "problem", message: `${file}: ${found}; ${recordAgain}` };
    }
    const text = (await readFile(file, "utf8")).replace(/^\ufeff/, "");
    return readText(text, file);
  } catch (error) {
    if (isMissing(error)) return { kind: "missing", message: await describeMissing(file) };
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "problem", message: `${file} cannot be read (${reason}); ${recordAgain}` };
  }
}

function readText(text: string, file: string): ReadRecording {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      kind: "problem",
      message: `${file}: expected JSON, found ${findJsonError(text)}; correct it, or ${recordAgain}`,
    };
  }
  try {
    return { kind: "recording", recording: { file, runs: parseHar(value) } };
  } catch (error) {
    if (!(error instanceof HarProblem)) throw error;
    return { kind: "problem", message: `${file}: ${error.message}; ${recordAgain}` };
  }
}

async function describeMissing(file: string): Promise<string> {
  const nearest = await findNearestFile(file);
  const hint = nearest === undefined ? "" : ` (${nearest} is there)`;
  return `there is no ${file}${hint}; ${recordAgain}`;
}

/** The first fault of a text that is no JSON, with its line and column. */
function findJsonError(text: string): string {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    return "a text that is nested too deeply";
  }
  const [first] = errors;
  if (first === undefined) return "something else";
  const before = text.slice(0, first.offset).split("\n");
  const what = printParseErrorCode(first.error)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return `"${what}" in line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}
