import type { ProblemPolicy } from "#mock-server/contract/problem-policy.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";
import type { InputProblem } from "./input-problem.ts";

/** The refusals that this resource can lead to, besides those of flows and of `x-input-data`. */
export const executionFaults = ["not.found"] as const;

/** No execution has this id, or it is older than the org keeps them. */
export function executionNotFound(found: string): Fault {
  return createFault("not.found", {
    problems: [
      {
        check: "domain",
        rule: "execution-unknown",
        in: "path",
        pointer: "flowExecutionId",
        field: "flowExecutionId",
        expected: "the id of an execution",
        found,
        slots: [],
      },
    ],
  });
}

/** Inputs that the flow's schema does not admit. The first policy of the operation that one of them meets decides. */
export function inputsRefused(problems: readonly InputProblem[], policies: readonly ProblemPolicy[]): Fault {
  const rank = ({ rule }: InputProblem) => policies.findIndex((policy) => policy.rule === rule);
  const sorted = [...problems].sort((one, other) => rank(one) - rank(other));
  const decisive = sorted[0];
  const policy = policies.find(({ rule }) => rule === decisive?.rule);
  if (decisive === undefined || policy === undefined) {
    throw new Error(`x-input-data has no refusal for the problem "${decisive?.rule}"`);
  }
  return createFault(policy.refusal, { slots: decisive.slots, problems: sorted });
}
