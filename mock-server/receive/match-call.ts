import type { IncomingCall, MatchedCall } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import { findOperation } from "#mock-server/contract/operation.ts";
import type { Settings } from "#mock-server/contract/settings.ts";
import type { Fault } from "#mock-server/fault.ts";
import { unknownPath, wrongMethod } from "./faults.ts";

export type MatchResult =
  | { readonly kind: "matched"; readonly call: MatchedCall }
  | { readonly kind: "refused"; readonly fault: Fault };

/** Finds the operation of the contract that a call is for. */
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
      return {
        kind: "matched",
        call: { ...call, contract, settings, operation: found.operation, pathParameters: found.pathParameters },
      };
    default:
      return found satisfies never;
  }
}
