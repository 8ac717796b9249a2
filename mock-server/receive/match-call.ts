import type { IncomingCall, MatchedCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/find-operation.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import type { Fault } from "#mock-server/fault.ts";
import { bodyTooLarge, unknownPath, wrongMethod } from "./faults.ts";

export type MatchResult =
  | { readonly kind: "matched"; readonly call: MatchedCall }
  /** `operation` is the one that was found, if the path and method were not what is wrong. */
  | { readonly kind: "refused"; readonly fault: Fault; readonly operation?: Operation };

/** Finds the operation of the contract that a call is for; what is wrong with path, method or size is known here. */
export function matchCall(
  call: IncomingCall,
  { contract, settings }: { readonly contract: Contract; readonly settings: Settings },
): MatchResult {
  const found = findOperation(contract, call.method, call.path);
  switch (found.kind) {
    case "unknown-path":
      return { kind: "refused", fault: unknownPath(call.path) };
    case "wrong-method":
      return { kind: "refused", fault: wrongMethod(call.method, found.allowed) };
    case "found":
      if (call.tooLarge) {
        return {
          kind: "refused",
          fault: bodyTooLarge(Number(settings["requestBytesMax"])),
          operation: found.operation,
        };
      }
      return {
        kind: "matched",
        call: { ...call, contract, settings, operation: found.operation, pathParameters: found.pathParameters },
      };
    default:
      return found satisfies never;
  }
}
