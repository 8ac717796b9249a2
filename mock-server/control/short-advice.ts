import type { Contract } from "#mock-server/contract/contract.ts";
import type { ServedCall } from "#mock-server/pipeline.ts";
import { meantName } from "#mock-server/validate/recognise/unknown-name.ts";

/**
 * What is meant by the decisive problem of a refusal, in a few words, where that costs next to nothing: `did you mean
 * inputData?`. The diagnosis says more, when it is asked for.
 */
export function shortAdvice(served: ServedCall, contract: Contract): string | undefined {
  if (served.outcome.kind !== "refused" || served.operation === undefined) return undefined;
  const [problem] = served.outcome.fault.problems;
  if (problem?.check !== "validate" || problem.rule !== "unknown-property") return undefined;
  const name = meantName({ contract, operation: served.operation }, problem.pointer);
  return name === undefined ? undefined : `did you mean ${name}?`;
}
