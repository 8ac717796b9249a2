import type { AnswerPair } from "#harness/compare/drift/compare-answers.ts";
import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CauseContext } from "./cause-context.ts";
import { explainMissing } from "./explain-missing.ts";
import { explainPermission } from "./explain-permission.ts";
import { explainState } from "./explain-state.ts";
import { explainToken } from "./explain-token.ts";
import { explainUnavailable } from "./explain-unavailable.ts";

/**
 * Why the real API answers otherwise than the mock, where that lies in the run and not in the API: it is not available, the token of the
 * run has ended or lacks a permission, or an id that the run was given names nothing there, or something in another state than wanted.
 */
export function findCause({ mock, real }: AnswerPair, call: Exchange, context: CauseContext): DriftCause | undefined {
  if (mock === undefined) return undefined;
  const unavailable = explainUnavailable({ mock, real }, call);
  if (unavailable !== undefined || real === undefined) return unavailable;
  if (mock.status >= 300) return undefined;
  if (real.status === 401) return explainToken(call, context);
  if (real.status === 403) return explainPermission(real, call, context);
  return explainState(real, call, context) ?? (real.status === 404 ? explainMissing(real, call, context) : undefined);
}
