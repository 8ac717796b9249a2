import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunProcess, run } from "#harness/cli/run.ts";
import type { RunArguments } from "#harness/config/run-config.ts";

/** What the verb wrote to its streams, and what it gave back. */
export interface VerbResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the verb `run` on everything below a folder, with streams that keep what is written. */
export async function runVerb(
  cwd: string,
  args: Partial<RunArguments> = {},
  { isTTY = false, ...around }: Partial<RunProcess> & { readonly isTTY?: boolean } = {},
): Promise<VerbResult> {
  const written = { stdout: "", stderr: "" };
  const streamTo = (name: "stdout" | "stderr") => ({
    isTTY,
    write(text: string) {
      written[name] += text;
    },
  });
  const exitCode = await run(
    { paths: ["."], reporter: [], seed: "1", ...args },
    {
      cwd,
      env: { PATH: "/usr/local/bin:/usr/bin:/bin" },
      stdout: streamTo("stdout"),
      stderr: streamTo("stderr"),
      signal: new AbortController().signal,
      ...around,
    },
  );
  return { exitCode, ...written };
}

/** A file that a run has written, as text. */
export function readReport(cwd: string, name: string): Promise<string> {
  return readFile(join(cwd, name), "utf8");
}
