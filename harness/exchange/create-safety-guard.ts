import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { type Effect, effects } from "#harness/scenario/scenario.ts";
import { type LeavingCall, sayCall, strongestEffect } from "./call-effect.ts";
import { isCreated } from "./created-things.ts";
import type { Exchange } from "./exchange.ts";
import { normalizePath } from "./normalize-path.ts";

export interface SafetyGuardOptions {
  readonly facts: Pick<ContractFacts, "effectOf">;
  /** The most that a call may do, as the scenario says. */
  readonly effect: Effect;
  /** The most that a call may do, as the command line says; default no limit beside the scenario's. */
  readonly allowed?: Effect;
  /** Whether `DELETE` is only for what these exchanges have created. */
  readonly deletesOnlyOwn?: boolean;
  /** The calls of this run that have ended so far; only asked where `deletesOnlyOwn` is set. */
  readonly exchanges?: () => readonly Exchange[];
}

/**
 * Gives the check that a capture proxy asks before a call leaves: the reason why the call is not safe to send, for people, or
 * nothing if it may go.
 */
export function createSafetyGuard(options: SafetyGuardOptions): (call: LeavingCall) => string | undefined {
  const { effect, allowed = "writes", deletesOnlyOwn = false, exchanges = () => [] } = options;
  return (call) => {
    const found = strongestEffect(call, options.facts);
    const said = sayCall(call);
    if (isAbove(found, effect)) {
      return `${said} ${found}, and the scenario says effect: ${effect}; say effect: ${found} if it is meant to`;
    }
    if (isAbove(found, allowed)) {
      return `${said} ${found}, and this run allows ${allowed} only; run it with --allow ${found} if it is meant to`;
    }
    const isOwn = () => isCreated(normalizePath(call.path).path, exchanges());
    if (deletesOnlyOwn && call.method.toUpperCase() === "DELETE" && !isOwn()) {
      return `${said} is not something this run created; delete only what a POST of the same scenario was answered with, under an id that no call had named or shown before`;
    }
    return undefined;
  };
}

function isAbove(found: Effect, limit: Effect): boolean {
  return effects.indexOf(found) > effects.indexOf(limit);
}
