import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";

/** Why nothing was run: the options or scenario files are wrong (2), or the target cannot be reached or lets nobody in (3). */
export class RunError extends Error {
  override readonly name = "RunError";
  /** What the command would have ended with. */
  readonly exitCode: 2 | 3;
  /** What is wrong in scenario files, each with file, line and column; empty where it is something else. */
  readonly problems: readonly ScenarioProblem[];

  constructor(
    message: string,
    { exitCode, problems = [] }: { exitCode: 2 | 3; problems?: readonly ScenarioProblem[] },
  ) {
    super(message);
    this.exitCode = exitCode;
    this.problems = problems;
  }
}
