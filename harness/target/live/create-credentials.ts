import { type Effect, effects } from "#harness/scenario/scenario.ts";
import type { LiveConfig } from "#harness/target/read-live-config.ts";
import type { CallOrg } from "./call-org.ts";
import { createOrganizationCheck } from "./check-organization.ts";
import type { ChosenToken } from "./choose-token.ts";
import { createLogins, type LoginOptions } from "./create-logins.ts";
import type { ClientLogin } from "./environment.ts";

/** Gives access tokens, each checked against the pinned organization once. Rejects with a `TargetError`. */
export interface Credentials {
  /** The token of the target's own calls. */
  own(): Promise<string>;
  /** The token that was chosen for a run with this effect; undefined where it has none. */
  tokenFor(chosen: ChosenToken, effect: Effect): Promise<string | undefined>;
}

export function createCredentials(
  config: LiveConfig,
  options: Pick<LoginOptions, "ca" | "pace" | "onSecret"> & { readonly callOrg: CallOrg },
): Credentials {
  const { loginUrl, organizationId, accessToken } = config;
  const logIn = createLogins({ ...options, loginUrl });
  const checkOrganization = createOrganizationCheck({ callOrg: options.callOrg, organizationId });
  const isPinned = organizationId !== undefined;

  async function logInPinned(client: ClientLogin | undefined): Promise<string> {
    if (client === undefined) throw new Error("a login was chosen where there is no OAuth client");
    const token = await logIn(client);
    if (isPinned) await checkOrganization(token);
    return token;
  }

  return {
    async own() {
      if (accessToken === undefined) return logInPinned(config.client);
      // A text that was pasted may have ended; a login would have shown that.
      await checkOrganization(accessToken);
      return accessToken;
    },
    async tokenFor({ token, client }, effect) {
      if (token.from === "none") return undefined;
      if (token.from === "login") return logInPinned(client);
      const madeUp = token.from === "scenario";
      // What only reads cannot harm another organization, and most of these are no tokens at all.
      const mayPass = madeUp && effects.indexOf(effect) === 0;
      if (isPinned && !mayPass) await checkOrganization(token.text, { madeUp });
      return token.text;
    },
  };
}
