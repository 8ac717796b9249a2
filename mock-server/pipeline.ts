import { authenticate } from "./authenticate/authenticate.ts";
import { authorize } from "./authorize/authorize.ts";
import type { AcceptedCall, Check, CheckResult, IncomingCall, MatchedCall, Outcome, Principal } from "./call.ts";
import type { CheckName, Contract } from "./contract/contract.ts";
import type { Operation } from "./contract/operation.ts";
import type { Settings } from "./contract/settings.ts";
import type { TakenFault } from "./control/injected-faults.ts";
import { answerCall } from "./domain/answer-call.ts";
import type { Disturbance, Fault } from "./fault.ts";
import type { RatedCaller } from "./limit/create-rate-limits.ts";
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
  /** What was ordered to happen to the answer (`/__mock/faults`). */
  readonly disturbance?: Disturbance;
}

export interface Surroundings {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly org: Org;
  /** A fault that was ordered for this call (`/__mock/faults`); it comes before the checks. */
  readonly takeFault: (call: MatchedCall) => TakenFault | undefined;
  /** Counts a call of a known token; gives the fault where it is one too many. It comes right after the token's check. */
  readonly countCall: (call: MatchedCall, caller: RatedCaller) => Fault | undefined;
}

/** One call's way: match, ordered faults, the checks in the contract's order, domain. Never throws on what a client sent. */
export async function serveCall(call: IncomingCall, around: Surroundings): Promise<ServedCall> {
  const matched = matchCall(call, around);
  if (matched.kind === "refused") {
    const { fault, operation } = matched;
    return { outcome: { kind: "refused", fault }, ...(operation === undefined ? {} : { operation }), checks: [] };
  }
  const { operation } = matched.call;
  const { refusal, disturbance } = around.takeFault(matched.call) ?? {};
  const disturbed = disturbance === undefined ? {} : { disturbance };
  if (refusal !== undefined)
    return { outcome: { kind: "refused", fault: refusal }, operation, checks: [], ...disturbed };
  const { results, accepted, fault } = await runChecks(matched.call, around);
  const outcome: Outcome = accepted === undefined ? { kind: "refused", fault } : await answerCall(accepted, around.org);
  return { outcome, operation, checks: results, ...disturbed };
}

type Checked = { readonly results: ServedCall["checks"] } & (
  | { readonly accepted: AcceptedCall; readonly fault?: never }
  | { readonly accepted?: never; readonly fault: Fault }
);

async function runChecks(
  call: MatchedCall,
  { org, countCall }: Pick<Surroundings, "org" | "countCall">,
): Promise<Checked> {
  const results: { name: CheckName; result: CheckResult }[] = [];
  let established: { principal?: AcceptedCall["principal"]; input?: AcceptedCall["input"] } = {};
  let fault: Fault | undefined;
  for (const name of call.contract.checkOrder) {
    const result = await checks[name](call, org, established);
    results.push({ name, result });
    if (result.state === "failed") fault ??= result.fault;
    if (result.state === "passed") established = { ...established, ...result };
    if (name === "authenticate" && result.state === "passed") {
      const caller = ratedCaller(result.principal);
      if (caller !== undefined) fault ??= countCall(call, caller);
    }
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

/** Whose calls this one is counted with; a call without a token is counted with none. */
function ratedCaller(principal: Principal | undefined): RatedCaller | undefined {
  if (principal?.kind !== "user" && principal?.kind !== "client") return undefined;
  const { kind, id, clientId, accessToken: token } = principal;
  if (token === undefined) return undefined;
  return { token, clientId, ...(kind === "user" ? { userId: id } : {}) };
}
