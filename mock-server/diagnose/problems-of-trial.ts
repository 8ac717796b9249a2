import type { Contract } from "#mock-server/contract/contract.ts";
import type { Fault, Problem } from "#mock-server/fault.ts";
import type { ServedCall } from "#mock-server/pipeline.ts";
import type { DiagnosedProblem } from "./diagnosis.ts";

/** Every problem that a check or the domain found in a request, those of the deciding fault first. */
export function problemsOfTrial(served: ServedCall, contract: Contract): DiagnosedProblem[] {
  const deciding = served.outcome.kind === "refused" ? [served.outcome.fault] : [];
  const others = served.checks.flatMap(({ result }) => (result.state === "failed" ? [result.fault] : []));
  return [...new Set([...deciding, ...others])].flatMap((fault) => problemsOfFault(fault, served, contract));
}

function problemsOfFault(fault: Fault, served: ServedCall, contract: Contract): DiagnosedProblem[] {
  // A fault that says no more than its name is told as such.
  if (fault.problems.length === 0) {
    const refusal = contract.refusals.get(fault.name);
    const code = refusal === undefined ? {} : { code: refusal.code };
    const found = fault.slots.join(", ") || (refusal?.message ?? fault.name);
    return [
      { check: "domain", ...code, in: "body", pointer: "", rule: fault.name, expected: "a request it takes", found },
    ];
  }
  return fault.problems.map((problem) => {
    const refusal = contract.refusals.get(refusalOf(problem, { fault, served, contract }));
    const { check, rule, expected, found } = problem;
    return {
      check,
      ...(refusal === undefined ? {} : { code: refusal.code }),
      ...placeOf(problem),
      rule,
      expected,
      found,
    };
  });
}

/** The refusal that a problem leads to by itself; of those that a check finds at once, only the first decides. */
function refusalOf(
  problem: Problem,
  { fault, served, contract }: { readonly fault: Fault; readonly served: ServedCall; readonly contract: Contract },
): string {
  if (problem.check !== "validate") return fault.name;
  const own = served.operation?.problemRefusals[problem.rule];
  return own ?? contract.problems.find(({ rule }) => rule === problem.rule)?.refusal ?? fault.name;
}

function placeOf({ in: place, pointer, field }: Problem): Pick<DiagnosedProblem, "in" | "pointer"> {
  if (place === "body") return { in: "body", pointer };
  if (field === "method") return { in: "method", pointer: "" };
  // What is wrong with a whole path has no name in it.
  if (place === "path") return { in: "path", pointer: field === "path" ? "" : field };
  return { in: place, pointer: field };
}
