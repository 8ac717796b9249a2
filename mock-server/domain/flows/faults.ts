import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const flowFaults = [
  "architect.flow.not.found",
  "architect.flow.deleted",
  "architect.flow.version.missing",
  "flow.no.config.available",
  "bad.request",
] as const;

export function flowNotFound(place: FlowPlace): Fault {
  return createFault("architect.flow.not.found", {
    problems: [problem(place, { rule: "flow-unknown", expected: "the id of a flow", found: "an id that no flow has" })],
  });
}

export function flowDeleted(place: FlowPlace): Fault {
  return createFault("architect.flow.deleted", {
    problems: [
      problem(place, { rule: "flow-deleted", expected: "a flow that is not deleted", found: "a deleted flow" }),
    ],
  });
}

/** The flow has no published version, or no version as it was asked for. */
export function flowVersionMissing(place: FlowPlace, parts: { expected?: string; found: string }): Fault {
  return createFault("architect.flow.version.missing", {
    problems: [problem(place, { rule: "flow-version", expected: "a published version", ...parts })],
  });
}

/** The flow was never saved (SW18). */
export function noConfiguration(place: FlowPlace): Fault {
  return createFault("flow.no.config.available", {
    problems: [
      problem(place, {
        rule: "flow-configuration",
        expected: "a flow with a saved or checked-in configuration",
        found: "a flow that was never saved",
      }),
    ],
  });
}

/** Which types can be launched is not published; that only workflows can, and the code, are inferred. */
export function flowNotLaunchable(place: FlowPlace, type: string): Fault {
  return createFault("bad.request", {
    problems: [
      problem(place, { rule: "flow-type", expected: "a flow of type WORKFLOW", found: `a flow of type ${type}` }),
    ],
  });
}

/** Where the flow's id or version stands in the call. */
export interface FlowPlace {
  readonly in: "path" | "body";
  readonly field: string;
}

function problem(place: FlowPlace, parts: Pick<Problem, "rule" | "expected" | "found">): Problem {
  const pointer = place.in === "body" ? `/${place.field}` : place.field;
  return { check: "domain", in: place.in, pointer, field: place.field, slots: [], ...parts };
}
