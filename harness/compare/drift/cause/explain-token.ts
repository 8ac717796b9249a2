import type { DriftCause } from "#harness/compare/drift/drift.ts";
import type { Exchange } from "#harness/exchange/exchange.ts";
import type { CauseContext } from "./cause-context.ts";

/**
 * Why the real API answers 401 to a call that the mock accepts: it does not accept the token that the run has. Undefined where the call
 * was made with another token, or with none.
 */
export function explainToken({ request }: Exchange, { token }: Pick<CauseContext, "token">): DriftCause | undefined {
  if (token === undefined || bearerOf(request) !== token.value) return undefined;
  const { source, isLogin } = token;
  return isLogin
    ? {
        kind: "token",
        reason: `the real side refused the token that the OAuth client of ${source} got by logging in (401)`,
        advice:
          "Look whether that client is still active (Admin > Integrations > OAuth) and whether a call of the run revokes its token, then run again",
      }
    : {
        kind: "token",
        reason: `the real side refused the token in ${source} (401)`,
        advice: `It has ended or was revoked: renew ${source}, and check that it is of the region (or --live-url) of this run`,
      };
}

function bearerOf({ headers }: Exchange["request"]): string | undefined {
  const [, value = ""] = headers.find(([name]) => name.toLowerCase() === "authorization") ?? [];
  return /^Bearer +(\S+)$/i.exec(value)?.[1];
}
