import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import { isOfTarget } from "#harness/exchange/forward-call.ts";
import { cutText } from "#redact/cut-text.ts";

/** What is said by something in front of the API, or by an API that is not up. A 500 is not: a request can lead to it. */
const outages: ReadonlySet<number> = new Set([502, 503, 504]);

/** Why the real API said nothing to a call that the mock has answered: it was down, or could not be reached. */
export function explainUnavailable(
  { mock, real }: { readonly mock: Answer; readonly real: Answer | undefined },
  { error, refused }: Pick<Exchange, "error" | "refused">,
): DriftCause | undefined {
  if (refused === true) return undefined;
  if (real === undefined) return error !== undefined && isOfTarget(error) ? unavailable(error) : undefined;
  if (!outages.has(real.status) || real.status === mock.status) return undefined;
  return unavailable(`it answered ${real.status}`);
}

/** The cause for a real side that was not there, for the reason given. */
export function unavailable(why: string): DriftCause {
  return {
    kind: "unavailable",
    reason: `the real side was not available: ${cutText(why.replace(/\.$/, ""), 300)}`,
    advice:
      "This says nothing about the API; try again later (a recording that was made meanwhile has to be made again)",
  };
}
