import type { ScenarioProblem } from "#harness/scenario/scenario-problem.ts";
import type { Finding } from "./list-findings.ts";

/** Gives what is wrong with scenario files as findings, each at its place. */
export function listProblems(problems: readonly ScenarioProblem[]): Finding[] {
  return problems.map(({ file, line, column, message }) => ({
    kind: "problem",
    level: "error",
    place: { file, line, column },
    title: "nothing was run",
    messages: [message],
  }));
}
