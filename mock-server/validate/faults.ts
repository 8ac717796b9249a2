import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { ProblemRule } from "#mock-server/contract/problem-policy.ts";
import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** A problem that this stage found. */
export interface ValidationProblem extends Problem {
  readonly check: "validate";
  readonly rule: ProblemRule;
}

/**
 * The fault for the problems of a request: the contract's table of problems says which of them decides, and what refusal it
 * leads to. All of them go along, the decisive one first.
 */
export function faultOf(
  problems: readonly ValidationProblem[],
  { contract, operation }: { readonly contract: Contract; readonly operation: Operation },
): Fault {
  const rank = (problem: ValidationProblem) => contract.problems.findIndex((policy) => policy.rule === problem.rule);
  const sorted = [...problems].sort((one, other) => rank(one) - rank(other));
  const decisive = sorted[0];
  const policy = contract.problems.find((candidate) => candidate.rule === decisive?.rule);
  if (decisive === undefined || policy === undefined) {
    throw new Error(`the contract ${contract.name} has no refusal for the problem "${decisive?.rule}"`);
  }
  const name = operation.problemRefusals[decisive.rule] ?? policy.refusal;
  return createFault(name, { slots: decisive.slots, problems: sorted });
}
