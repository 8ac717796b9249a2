import { formatInstant } from "./clock.ts";
import type { AuthorizationCode } from "./entities.ts";
import { type Org, unusedToken } from "./org.ts";

/** What a user agreed to. */
export type AuthorizationOrder = Omit<AuthorizationCode, "code" | "expiresAt">;

/** Adds an authorization code that lasts for some seconds of the org's clock. */
export async function issueAuthorizationCode(
  org: Org,
  order: AuthorizationOrder,
  lifetimeSeconds: number,
): Promise<AuthorizationCode> {
  const code = {
    code: await unusedToken(org, org.authorizationCodes),
    ...order,
    expiresAt: formatInstant(org.clock.now() + lifetimeSeconds * 1000),
  };
  await org.authorizationCodes.put(code);
  return code;
}
