import type { ProblemRule } from "#mock-server/contract/problem-policy.ts";
import { escapePointer } from "#mock-server/contract/read-fields.ts";
import type { Problem } from "#mock-server/fault.ts";

/** A problem with the inputs of a launch, by the rules of the contract's table of problems. */
export interface InputProblem extends Problem {
  readonly rule: ProblemRule;
}

/** A problem with the value at a place of `inputData`; `slots` default to one readable text. */
export function inputProblem(
  place: readonly string[],
  parts: Pick<InputProblem, "rule" | "expected" | "found"> & { readonly slots?: readonly string[] },
): InputProblem {
  const keys = ["inputData", ...place];
  const field = keys.join(".");
  return {
    check: "domain",
    in: "body",
    pointer: keys.map((key) => `/${escapePointer(key)}`).join(""),
    field,
    ...parts,
    slots: parts.slots ?? [`${field}: expected ${parts.expected}, found ${parts.found}`],
  };
}
