import type { Subject } from "#mock-server/diagnose/recogniser.ts";
import type { Problem } from "#mock-server/fault.ts";

/** What the check `authenticate` found wrong; nothing where it passed or was not asked. */
export function authenticateProblem({ served }: Pick<Subject, "served">): Problem | undefined {
  for (const { name, result } of served.checks) {
    if (name === "authenticate" && result.state === "failed") return result.fault.problems[0];
  }
  return undefined;
}
