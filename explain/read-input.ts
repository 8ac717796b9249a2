import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isMissing } from "#harness/is-missing.ts";
import { findNearestFile } from "#harness/scenario/nearest-file.ts";
import { guessKind, type InputKind } from "./read/guess-kind.ts";
import { readFilesBelow } from "./read/named-files.ts";
import { readCurl } from "./read/read-curl.ts";
import { type RequestFlags, readFlags } from "./read/read-flags.ts";
import { readHar } from "./read/read-har.ts";
import { readPowershell } from "./read/read-powershell.ts";
import { readRawHttp } from "./read/read-raw-http.ts";
import type { ScenarioSource } from "./read/read-scenario.ts";
import { type Reading, unreadable } from "./read/reading.ts";

/** Where the requests come from. */
export type Input =
  | { readonly kind: InputKind | "guess"; readonly file: string }
  | { readonly kind: "flags"; readonly flags: RequestFlags };

export interface InputSurroundings extends Omit<ScenarioSource, "file"> {
  /** The whole standard input. */
  readonly stdin: () => Promise<string>;
}

/** As large as a HAR of a long session. */
const mostBytes = 100 * 1024 * 1024;

/** The name of standard input. */
export const standardInput = "-";

/** Reads requests from a file, from standard input or from options. What cannot be read is a message; never rejects. */
export async function readInput(input: Input, around: InputSurroundings): Promise<Reading> {
  const readNamed = readFilesBelow(around.cwd);
  if (input.kind === "flags") return readFlags(input.flags, readNamed);
  const { file } = input;
  if (input.kind === "scenario") return readScenarioFile(file, around);
  const found = file === standardInput ? { text: await around.stdin() } : await readText(file, around.cwd);
  if (found.text === undefined) return unreadable(found.message);
  const { text } = found;
  const name = file === standardInput ? "standard input" : file;
  const kind = input.kind === "guess" ? guessKind(text, file) : input.kind;
  if (text.trim() === "") return unreadable(`${name}: expected ${expected}, found an empty text; ${example}`);
  switch (kind) {
    case "curl":
      return named(name, readCurl(text, readNamed));
    case "har":
      return named(name, readHar(text));
    case "powershell":
      return named(name, readPowershell(text, readNamed));
    case "raw":
      return named(name, readRawHttp(text));
    case "scenario":
      return readScenarioFile(file, around);
    case undefined: {
      const start = JSON.stringify(text.trimStart().split("\n", 1)[0]?.slice(0, 60));
      return unreadable(`${name}: expected ${expected}, found ${start}; ${example}`);
    }
    default:
      return kind satisfies never;
  }
}

const expected =
  'a curl command, a PowerShell web request, a HAR file, or a request that begins like "POST /api/v2/flows/executions"';
const example =
  "name what it is with --curl, --powershell, --har, --raw or --scenario, or use --method, --path and --body";

/** The harness is loaded only for a scenario. */
async function readScenarioFile(file: string, around: InputSurroundings): Promise<Reading> {
  const { readScenario } = await import("./read/read-scenario.ts");
  return readScenario({ ...around, file });
}

function named(name: string, reading: Reading): Reading {
  return reading.kind === "unreadable" ? unreadable(`${name}: ${reading.message}`) : reading;
}

type FoundText = { readonly text: string } | { readonly text?: undefined; readonly message: string };

async function readText(file: string, cwd: string): Promise<FoundText> {
  const path = resolve(cwd, file);
  try {
    const { size } = await stat(path);
    if (size > mostBytes)
      return { message: `${file}: expected a file of at most 100 MB, found ${Math.ceil(size / 1024 / 1024)} MB` };
    return { text: decode(await readFile(path)) };
  } catch (error) {
    if (!isMissing(error)) {
      return { message: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
    }
    const nearest = await findNearestFile(path);
    return {
      message: `there is no ${file}${nearest === undefined ? "" : `; ${nearest} is there`}; name a file, or "-" for standard input`,
    };
  }
}

/** Windows writes UTF-16 where output is redirected into a file. */
function decode(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString("utf16le") : bytes.toString("utf8");
}
