import type { DiagnosedProblem } from "#mock-server/diagnose/diagnosis.ts";
import { placeholderToken, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Finding } from "#mock-server/diagnose/recogniser.ts";

/** Where a token comes from, for a suggestion (DOC-CC; `/__mock/tokens` is the mock's own). */
export const getToken = "Get one with POST /oauth/token at the login host (grant_type=client_credentials)";

/** A finding about the token's header. The token itself stands in none of its texts. */
export function tokenFinding(
  parts: Pick<DiagnosedProblem, "rule" | "found" | "suggestion"> & { readonly expected?: string },
  mended?: Pick<Finding, "fix" | "change">,
): Finding {
  return {
    problem: {
      check: "authenticate",
      in: "header",
      pointer: "Authorization",
      expected: "Bearer and a valid access token",
      ...parts,
    },
    explains: { in: "header", pointer: "Authorization" },
    ...(mended ?? useAnotherToken),
  };
}

/** The request with a token that is valid, in the place of one that cannot be mended. */
export const useAnotherToken: Required<Pick<Finding, "fix" | "change">> = {
  fix: (request) => withHeader(request, "Authorization", `Bearer ${placeholderToken}`),
  change: "header Authorization: a valid token after Bearer",
};
