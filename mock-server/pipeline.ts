import { authenticate } from "./authenticate/authenticate.ts";
import { authorize } from "./authorize/authorize.ts";
import type { AcceptedCall, Check, CheckResult, IncomingCall, MatchedCall, Outcome } from "./call.ts";
import type { CheckName, Contract } from "./contract/contract.ts";
import type { Operation } from "./contract/operation.ts";
import type { Settings } from "./contract/settings.ts";
import { answerCall } from "./domain/answer-call.ts";
import type { Fault } from "./fault.ts";
import type { Org } from "./org/org.ts";
import { matchCall } from "./receive/match-call.ts";
import { validate } from "./validate/validate.ts";

const checks: Readonly<Record<CheckName, Check>> = { authenticate, authorize, validate };

/** What became of a call. */
export interface ServedCall {
  readonly outcome: Outcome;
  /** Absent where no operation was found. */
  readonly operation?: Operation;
  /** What every check said, in the contract's order; after the deciding one they are asked for the diagnosis only. */
  readonly checks: readonly { readonly name: CheckName; readonly result: CheckResult }[];
}

export interface Surroundings {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly org: Org;
  /** A fault that was ordered for this call (`/__mock/faults`); it comes before the checks. */
  readonly injectFault: (call: MatchedCall) => Fault | undefined;
}

/** One call's way: match, ordered faults, the checks in the contract's order, domain. Never throws on what a client sent. */
export async function serveCall(call: IncomingCall, around: Surroundings): Promise<ServedCall> {
  const matched = matchCall(call, around);
  if (matched.kind === "refused") {
    const { fault, operation } = matched;
    return { outcome: { kind: "refused", fault }, ...(operation === undefined ? {} : { operation }), checks: [] };
  }
  const { operation } = matched.call;
  const injected = around.injectFault(matched.call);
  if (injected !== undefined) return { outcome: { kind: "refused", fault: injected }, operation, checks: [] };
  const { results, accepted, fault } = await runChecks(matched.call, around.org);
  const outcome: Outcome = accepted === undefined ? { kind: "refused", fault } : await answerCall(accepted, around.org);
  return { outcome, operation, checks: results };
}

type Checked = { readonly results: ServedCall["checks"] } & (
  | { readonly accepted: AcceptedCall; readonly fault?: never }
  | { readonly accepted?: never; readonly fault: Fault }
);

async function runChecks(call: MatchedCall, org: Org): Promise<Checked> {
  const results: { name: CheckName; result: CheckResult }[] = [];
  let established: { principal?: AcceptedCall["principal"]; input?: AcceptedCall["input"] } = {};
  let fault: Fault | undefined;
  for (const name of call.contract.checkOrder) {
    const result = await checks[name](call, org, established);
    results.push({ name, result });
    if (result.state === "failed") fault ??= result.fault;
    if (result.state === "passed") established = { ...established, ...result };
  }
  if (fault !== undefined) return { results, fault };
  const { principal, input } = established;
  if (principal === undefined || input === undefined)
    throw new Error("the checks passed a call without its caller or input");
  return {
    results,
    accepted: { operation: call.operation, contract: call.contract, settings: call.settings, principal, input },
  };
}
