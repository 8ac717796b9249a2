import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to, besides those of flows. */
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
