import { readFile, stat } from "node:fs/promises";

/** A scenario is written by hand; a larger file is something else. */
const maxBytes = 1_000_000;

/** The text of a scenario file, without a byte order mark, or why it cannot be used. */
export async function readScenarioText(
  path: string,
): Promise<{ readonly text: string } | { readonly failure: string }> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) {
      return { failure: `expected a file of at most 1 MB, found ${(size / 1_000_000).toFixed(1)} MB; split it` };
    }
    return decode(await readFile(path));
  } catch (error) {
    return { failure: `the file cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function decode(bytes: Uint8Array): { readonly text: string } | { readonly failure: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { failure: "expected UTF-8 text, found other bytes; save the file as UTF-8" };
  }
}
