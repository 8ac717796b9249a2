import type { Leg } from "#harness/run/run-event.ts";
import { oneLine } from "./output.ts";

/** Gives, on one line, why the mock refused a call. */
export function formatCause({ cause }: NonNullable<Leg["diagnosis"]>): string {
  return `why: ${oneLine(cause)}`;
}
