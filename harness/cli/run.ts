import { readRunConfig } from "#harness/config/read-run-config.ts";
import type { RunArguments, RunConfig } from "#harness/config/run-config.ts";
import { createOutput } from "#harness/report/output.ts";
import { runSuite, type SuiteSurroundings } from "#harness/run-suite.ts";
import { formatProblem } from "#harness/scenario/load-scenarios.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import { layUnderEnvFile } from "./env-file.ts";

/** What the verb needs of the process it runs in. */
export interface RunProcess extends Omit<SuiteSurroundings, "onEvent" | "signal"> {
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
}

/** The verb `run`: loads scenarios, runs them and reports. Gives the exit code (docs/exit-codes.md). */
export async function run(args: RunArguments, around: RunProcess): Promise<number> {
  const output = createOutput({ ...around, redactor: createRedactor() });
  const tell = (text: string) => output.progress(`${text}\n`);
  const read = readRunConfig(args, around.env);
  if (read.kind === "mistakes") {
    tell(read.mistakes.join("\n"));
    return 2;
  }
  const env = await layUnderEnvFile(around.env, around.cwd);
  if (env.kind === "mistake") {
    tell(env.message);
    return 2;
  }
  const onEvent = await tellPlan(read.config, tell);
  const result = await runSuite(read.config, {
    ...around,
    env: env.env,
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  switch (result.kind) {
    case "problems":
      tell(`${result.problems.map(formatProblem).join("\n")}\n`);
      for (const message of result.unwritten) tell(message);
      tell(`${result.problems.length === 1 ? "1 problem." : `${result.problems.length} problems.`} Nothing was sent.`);
      return 2;
    case "not-ready":
      for (const message of [result.message, ...result.unwritten]) tell(message);
      return result.unwritten.length > 0 ? 2 : result.exitCode;
    case "ran":
      for (const message of result.unwritten) tell(message);
      return result.unwritten.length > 0 ? 2 : result.run.exitCode;
    default:
      return result satisfies never;
  }
}

/** What a run will do on a real org is said first, also where only files are written. */
async function tellPlan(
  { real, reporters }: RunConfig,
  tell: (text: string) => void,
): Promise<SuiteSurroundings["onEvent"]> {
  if (real === undefined || reporters.some(({ name }) => name === "console")) return undefined;
  const [{ formatPlan }, { default: pc }] = await Promise.all([
    import("#harness/report/console/format-plan.ts"),
    import("picocolors"),
  ]);
  return (event) => {
    if (event.kind === "run-planned") tell(formatPlan(event.plan, pc.createColors(false)));
  };
}
