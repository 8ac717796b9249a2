import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { isMissing } from "#harness/is-missing.ts";

export type EnvFile =
  | { readonly kind: "env"; readonly env: Readonly<Record<string, string | undefined>> }
  | { readonly kind: "mistake"; readonly message: string };

/** The environment with what the file `.env` in `cwd` says laid under it: a variable that is set already keeps its value. */
export async function layUnderEnvFile(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<EnvFile> {
  const path = resolve(cwd, ".env");
  try {
    return { kind: "env", env: { ...parseEnv(await readFile(path, "utf8")), ...env } };
  } catch (error) {
    if (isMissing(error)) return { kind: "env", env };
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "mistake", message: `.env: expected a readable file of NAME=value lines: ${reason}` };
  }
}
