import type { Exchange } from "#harness/exchange/exchange.ts";
import type { AnswerPair } from "./compare-answers.ts";
import type { DriftCause } from "./drift.ts";
import { explainMissing } from "./explain-missing.ts";
import { explainPermission } from "./explain-permission.ts";

/** What is asked beside the answers, to find out whether the run itself is the reason for a difference. */
export interface CauseContext {
  /** The permissions that a call needs by the contract, in words; undefined where it says none. */
  readonly permissionsOf: (method: string, path: string) => string | undefined;
  /** Where a value of the real side comes from that the run was given, by the value: `GENESYS_TEST_FLOW_ID`. */
  readonly bindings: ReadonlyMap<string, string>;
  /** The calls of the real side. */
  readonly exchanges: readonly Exchange[];
}

/**
 * Why the real API refuses what the mock accepts, where that lies in the run and not in the API: a permission that its token lacks, or an id
 * that it was given and that names nothing there.
 */
export function findCause({ mock, real }: AnswerPair, call: Exchange, context: CauseContext): DriftCause | undefined {
  if (mock === undefined || real === undefined || mock.status >= 300) return undefined;
  if (real.status === 403) return explainPermission(real, call, context);
  return real.status === 404 ? explainMissing(real, call, context) : undefined;
}
