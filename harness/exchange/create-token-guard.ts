import type { ContractFacts } from "#harness/contract/contract-facts.ts";
import { sayCall, strongestEffect } from "./call-effect.ts";

export interface TokenGuardOptions {
  readonly facts: Pick<ContractFacts, "effectOf">;
  /** Why nothing may be written or launched with this value of `Authorization`, to stand behind "with"; undefined if it may. */
  readonly whyNot: (authorization: string) => Promise<string | undefined>;
}

/** A call with all that it may be taken for, and every value of `Authorization` that it brings. */
export interface AuthorizedCall {
  readonly methods: readonly string[];
  readonly path: string;
  readonly authorizations: readonly string[];
}

/** Gives the reason why a call may not leave, for people; undefined at once where there is nothing to wait for. */
export type TokenGuard = (call: AuthorizedCall) => Promise<string | undefined> | undefined;

/**
 * Gives the check of the credentials that a call brings, which a capture proxy waits for before one leaves that does more than read.
 * A call of which it cannot tell which token counts is refused, too.
 */
export function createTokenGuard({ facts, whyNot }: TokenGuardOptions): TokenGuard {
  return ({ methods, path, authorizations }) => {
    const doing = methods.find((method) => strongestEffect({ method, path }, facts) !== "reads");
    if (doing === undefined) return undefined;
    const said = sayCall({ method: doing, path });
    const unclear = whyUnclear(path, authorizations);
    if (unclear !== undefined) return Promise.resolve(`${said} would go out with ${unclear}`);
    // Basic credentials open a login and nothing of an org; they are not for the API host to see.
    const tokens = new Set(authorizations.filter((value) => !/^\s*basic\s+\S+\s*$/i.test(value)));
    if (tokens.size === 0) return undefined;
    return firstReason(tokens, whyNot).then((reason) =>
      reason === undefined ? undefined : `${said} would go out with ${reason}`,
    );
  };
}

/** Why nobody can tell whose token a server would take; to stand behind "with". */
function whyUnclear(path: string, authorizations: readonly string[]): string | undefined {
  // Servers disagree about what ends a pair.
  const [, ...query] = path.split(/[?&;#]/);
  const named = query.map(nameOf).find((name) => /^access_?token$/i.test(name));
  if (named !== undefined) {
    return `a token in its query (${named}), whose organization is not read, and GENESYS_ORG_ID pins this run to one; send the token in the header Authorization`;
  }
  if (authorizations.some((value) => value.includes(","))) {
    return "a header Authorization of several values, of which nobody can tell which counts, and GENESYS_ORG_ID pins this run to one organization; send one token in it";
  }
  return undefined;
}

function nameOf(pair: string): string {
  const [name = ""] = pair.split("=", 1);
  return name.replace(/%([\da-f]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).trim();
}

async function firstReason(
  authorizations: Iterable<string>,
  whyNot: TokenGuardOptions["whyNot"],
): Promise<string | undefined> {
  for (const authorization of authorizations) {
    const reason = await whyNot(authorization);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
