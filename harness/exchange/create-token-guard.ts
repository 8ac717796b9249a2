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

/** Gives the check of the credentials that a call brings, which a capture proxy waits for before one leaves that does more than read. */
export function createTokenGuard({ facts, whyNot }: TokenGuardOptions): TokenGuard {
  return ({ methods, path, authorizations }) => {
    const doing = methods.find((method) => strongestEffect({ method, path }, facts) !== "reads");
    // Basic credentials open a login and nothing of an org; they are not for the API host to see.
    const tokens = new Set(authorizations.filter((value) => !/^\s*basic\s/i.test(value)));
    if (doing === undefined || tokens.size === 0) return undefined;
    return firstReason(tokens, whyNot).then((reason) =>
      reason === undefined ? undefined : `${sayCall({ method: doing, path })} would go out with ${reason}`,
    );
  };
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
