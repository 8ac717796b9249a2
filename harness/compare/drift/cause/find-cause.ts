import type { AnswerPair } from "#harness/compare/drift/compare-answers.ts";
import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CauseContext } from "./cause-context.ts";
import { explainMissing } from "./explain-missing.ts";
import { explainPermission } from "./explain-permission.ts";

/**
 * Why the real API refuses what the mock accepts, where that lies in the run and not in the API: a permission that its token lacks, or an id
 * that it was given and that names nothing there.
 */
export function findCause({ mock, real }: AnswerPair, call: Exchange, context: CauseContext): DriftCause | undefined {
  if (mock === undefined || real === undefined || mock.status >= 300) return undefined;
  if (real.status === 403) return explainPermission(real, call, context);
  return real.status === 404 ? explainMissing(real, call, context) : undefined;
}
