import type { Check, TokenPrincipal } from "#mock-server/call.ts";
import type { Contract } from "#mock-server/contract/contract.ts";
import type { Operation } from "#mock-server/contract/operation.ts";
import type { Fault } from "#mock-server/fault.ts";
import { permits } from "#mock-server/org/permits.ts";
import { missingAnyPermission, missingPermissions, missingScope, notAUser } from "./faults.ts";

/** May this caller do this? User context first, then permissions, then scopes; which of them count is the contract's rule. */
export const authorize: Check = async (call, _org, { principal }) => {
  const { operation, contract } = call;
  if (operation.security !== "bearer") return { state: "passed" };
  if (principal === undefined)
    return { state: "unknown", why: "there is no valid token whose rights could be looked at" };
  if (principal.kind !== "user" && principal.kind !== "client") return { state: "passed" };
  const fault =
    (operation.requiresUser && principal.kind === "client" ? notAUser() : undefined) ??
    checkPermissions(operation, principal) ??
    checkScopes({ operation, contract, principal });
  return fault === undefined ? { state: "passed" } : { state: "failed", fault };
};

function checkPermissions(operation: Operation, principal: TokenPrincipal): Fault | undefined {
  const needed = operation.permissions;
  if (needed === undefined) return undefined;
  const missing = needed.names.filter((name) => !principal.permissions.some((pattern) => permits(pattern, name)));
  if (needed.type === "ANY") {
    return missing.length === needed.names.length ? missingAnyPermission(needed.names) : undefined;
  }
  return missing.length > 0 ? missingPermissions(missing) : undefined;
}

function checkScopes(parts: {
  operation: Operation;
  contract: Contract;
  principal: TokenPrincipal;
}): Fault | undefined {
  const { operation, contract, principal } = parts;
  const asked = contract.rights.scopes === "every-token" || principal.kind === "user";
  if (!asked || operation.scopes.length === 0 || principal.scopes === undefined) return undefined;
  const held = principal.scopes;
  return operation.scopes.some((scope) => held.includes(scope)) ? undefined : missingScope(operation.scopes, held);
}
