import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this stage can lead to. */
export const authenticateFaults = ["authentication.required", "bad.credentials"] as const;

/** There is no Bearer token in the `Authorization` header; `found` says what is there instead. */
export function noToken(found: string): Fault {
  return createFault("authentication.required", { problems: [problem("token-missing", found)] });
}

/** There is a token, and it opens nothing: unknown, expired, or of a user who is gone (the last is inferred). */
export function badToken(reason: "token-unknown" | "token-expired" | "token-user-gone", found: string): Fault {
  return createFault("bad.credentials", { problems: [problem(reason, found)] });
}

function problem(rule: string, found: string): Problem {
  return {
    check: "authenticate",
    rule,
    in: "header",
    pointer: "",
    field: "Authorization",
    expected: "Bearer and a valid access token",
    found,
    slots: [],
  };
}
