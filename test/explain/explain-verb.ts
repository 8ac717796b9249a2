import { type ExplainProcess, explain } from "#explain/explain.ts";
import type { ExplainArguments } from "#explain/explain-config.ts";

/** Runs the verb `explain` in a folder, with a text as its standard input. */
export async function explainVerb(
  args: Partial<ExplainArguments>,
  {
    cwd = "/",
    stdin = "",
    ...around
  }: Partial<Pick<ExplainProcess, "cwd" | "diagnose">> & { readonly stdin?: string } = {},
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const streamOf = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const exitCode = await explain(
    { header: [], seed: "1", ...args },
    { cwd, stdin: async () => stdin, stdout: streamOf("stdout"), stderr: streamOf("stderr"), ...around },
  );
  return { exitCode, ...written };
}
