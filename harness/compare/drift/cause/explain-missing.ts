import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Answer } from "#harness/compare/drift/read-answer.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CauseContext } from "./cause-context.ts";
import { adviseBinding, nameSuspects, suspectBindings, wordsOf } from "./suspect-bindings.ts";

/**
 * Which value that the run was given names nothing, where the real API answers 404 to a call that the mock accepts. Undefined where
 * the call holds no such value, or only those that another call has found there.
 */
export function explainMissing(
  answer: Answer,
  call: Exchange,
  { bindings, exchanges }: Pick<CauseContext, "bindings" | "exchanges">,
): DriftCause | undefined {
  const cleared = new Set(
    exchanges
      .filter(({ response }) => response !== undefined && response.status < 300)
      .flatMap(({ request }) => wordsOf(request.path)),
  );
  const suspects = suspectBindings(answer, call, { bindings, cleared });
  if (suspects.length === 0) return undefined;
  return {
    kind: "binding",
    reason: `${nameSuspects(suspects)} names nothing in the real org that the token of the run can see`,
    advice: adviseBinding(suspects),
  };
}
