import type { Outcome } from "#mock-server/call.ts";
import type { Fault } from "#mock-server/fault.ts";

/** The operation did what was asked; status 200. */
export function answer(body: unknown): Outcome {
  return { kind: "success", status: 200, body };
}

/** The org's state does not allow it. */
export function refuse(fault: Fault): Outcome {
  return { kind: "refused", fault };
}
