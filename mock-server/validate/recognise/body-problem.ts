import type { DiagnosedProblem } from "#mock-server/diagnose/diagnosis.ts";
import type { Finding, Subject } from "#mock-server/diagnose/recogniser.ts";
import type { Problem } from "#mock-server/fault.ts";

/** The problems that checks and domain found in the body of a request, the deciding ones first. */
export function bodyProblemsOf({ served }: Pick<Subject, "served">): readonly Problem[] {
  return problemsOf({ served }).filter((problem) => problem.in === "body");
}

/** Every problem that checks and domain found. */
export function problemsOf({ served }: Pick<Subject, "served">): readonly Problem[] {
  const deciding = served.outcome.kind === "refused" ? [served.outcome.fault] : [];
  const others = served.checks.flatMap(({ result }) => (result.state === "failed" ? [result.fault] : []));
  return [...new Set([...deciding, ...others])].flatMap(({ problems }) => problems);
}

/** A finding about the body as a whole or a place in it; it explains the problem of that place. */
export function bodyFinding(
  parts: Omit<DiagnosedProblem, "check" | "in"> & Pick<Finding, "fix" | "change"> & { readonly check?: string },
): Finding {
  const { fix, change, check = "validate", ...problem } = parts;
  return {
    problem: { check, in: "body", ...problem },
    explains: { in: "body", pointer: problem.pointer },
    ...(fix === undefined ? {} : { fix }),
    ...(change === undefined ? {} : { change }),
  };
}

/** A place in the body as people write it: `body.initiator.id`. */
export function placeName(pointer: string): string {
  return ["body", ...pointer.split("/").slice(1)].join(".").replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Whether the operation takes a JSON body. */
export function takesJson({ operation }: Pick<Subject, "operation">): boolean {
  return operation?.body?.mediaType === "application/json";
}
