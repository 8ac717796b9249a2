import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this stage can lead to. */
export const authorizeFaults = [
  "missing.any.permissions",
  "missing.permissions",
  "not.authorized",
  "not.a.user",
] as const;

/** None of the permissions of an ANY operation is there. */
export function missingAnyPermission(needed: readonly string[]): Fault {
  return createFault("missing.any.permissions", {
    slots: [`[${needed.join(", ")}]`],
    problems: [
      problem("permission", { expected: `one of the permissions ${needed.join(", ")}`, found: "none of them" }),
    ],
  });
}

/** Some of the permissions of an ALL operation are not there. */
export function missingPermissions(missing: readonly string[]): Fault {
  return createFault("missing.permissions", {
    slots: [`[${missing.join(", ")}]`],
    problems: [
      problem("permission", { expected: `the permissions ${missing.join(", ")}`, found: "a token without them" }),
    ],
  });
}

/** The token has none of the operation's scopes. */
export function missingScope(needed: readonly string[], held: readonly string[]): Fault {
  return createFault("not.authorized", {
    slots: [`[${needed.join(", ")}]`],
    problems: [
      problem("scope", {
        expected: `one of the scopes ${needed.join(", ")}`,
        found: held.length === 0 ? "no scope" : `the scopes ${held.join(", ")}`,
      }),
    ],
  });
}

/** A client-credentials token where a user is needed. */
export function notAUser(): Fault {
  return createFault("not.a.user", {
    problems: [problem("user-context", { expected: "a token of a user", found: "a client-credentials token" })],
  });
}

function problem(rule: string, parts: { expected: string; found: string }): Problem {
  return { check: "authorize", rule, in: "header", pointer: "", field: "Authorization", slots: [], ...parts };
}
