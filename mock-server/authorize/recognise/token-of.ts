import type { TokenPrincipal } from "#mock-server/call.ts";
import type { DiagnosedProblem } from "#mock-server/diagnose/diagnosis.ts";
import { placeholderToken, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Subject } from "#mock-server/diagnose/recogniser.ts";
import type { Problem } from "#mock-server/fault.ts";

/** A token whose rights were found too few. */
export interface LackingToken {
  readonly problem: Problem;
  readonly principal: TokenPrincipal;
}

/** The token of a call, where the check `authorize` has found this wrong with it. */
export function lackingToken({ served }: Subject, rule: string): LackingToken | undefined {
  let principal: TokenPrincipal | undefined;
  let problem: Problem | undefined;
  for (const { result } of served.checks) {
    if (result.state === "passed" && (result.principal?.kind === "user" || result.principal?.kind === "client")) {
      principal = result.principal;
    }
    if (result.state === "failed") {
      problem ??= result.fault.problems.find((one) => one.check === "authorize" && one.rule === rule);
    }
  }
  return principal === undefined || problem === undefined ? undefined : { problem, principal };
}

/** A finding about the rights of a token; it is mended by a token that has them. */
export function rightsFinding(
  parts: Pick<DiagnosedProblem, "rule" | "expected" | "found" | "suggestion">,
  needed: string,
): Finding {
  return {
    problem: { check: "authorize", in: "header", pointer: "Authorization", ...parts },
    explains: { in: "header", pointer: "Authorization" },
    fix: (request) => withHeader(request, "Authorization", `Bearer ${placeholderToken}`),
    change: `header Authorization: a token with ${needed}`,
  };
}

// What nobody reads to its end is cut.
const mostNames = 12;

/** Names in a row, the first dozen of them. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => name.slice(0, 100));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Who holds the token, for people. */
export function holderOf({ kind }: Pick<TokenPrincipal, "kind">): string {
  return kind === "user" ? "the user's roles" : "the roles of the OAuth client";
}
