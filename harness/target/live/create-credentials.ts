import { type Effect, effects } from "#harness/scenario/scenario.ts";
import type { LiveConfig } from "#harness/target/read-live-config.ts";
import type { CallOrg } from "./call-org.ts";
import { checkOrganization, whyNotAuthorized } from "./check-organization.ts";
import type { ChosenToken } from "./choose-token.ts";
import { createLogins, type LoginOptions } from "./create-logins.ts";
import type { ClientLogin } from "./environment.ts";
import { createOrganizationReader } from "./read-organization.ts";

/** Gives access tokens, each checked against the pinned organization. Rejects with a `TargetError`. */
export interface Credentials {
  /** The token of the target's own calls. */
  own(): Promise<string>;
  /**
   * The token that was chosen for a run with this effect; undefined where it has none. Whatever the token, the OAuth client whose
   * id and secret the run is given is checked, too: a program can log in with them itself.
   */
  tokenFor(chosen: ChosenToken, effect: Effect): Promise<string | undefined>;
  /**
   * Why a client may not write or launch with this value of `Authorization`, wherever it has it from, to stand behind "with";
   * absent where the run is not pinned. Never rejects.
   */
  readonly whyNotAuthorized?: (authorization: string) => Promise<string | undefined>;
}

export function createCredentials(
  config: LiveConfig,
  options: Pick<LoginOptions, "ca" | "pace" | "onSecret" | "signal"> & { readonly callOrg: CallOrg },
): Credentials {
  const { loginUrl, organizationId, accessToken } = config;
  const logIn = createLogins({ ...options, loginUrl });
  const readOrganization = createOrganizationReader(options.callOrg);
  const check = (token: string, madeUp = false) =>
    checkOrganization(token, { readOrganization, organizationId, madeUp });
  const isPinned = organizationId !== undefined;

  async function logInPinned(client: ClientLogin | undefined): Promise<string> {
    if (client === undefined) throw new Error("a login was chosen where there is no OAuth client");
    const token = await logIn(client);
    if (isPinned) await check(token);
    return token;
  }

  return {
    async own() {
      if (accessToken === undefined) return logInPinned(config.client);
      // A text that was pasted may have ended; a login would have shown that.
      await check(accessToken);
      return accessToken;
    },
    async tokenFor({ token, client }, effect) {
      if (token.from === "login") return logInPinned(client);
      // What only reads cannot harm another organization, and most made-up tokens are none at all.
      const onlyReads = effects.indexOf(effect) === 0;
      if (isPinned && !onlyReads && client !== undefined) await logInPinned(client);
      if (token.from === "none") return undefined;
      const madeUp = token.from === "scenario";
      if (isPinned && !(madeUp && onlyReads)) await check(token.text, madeUp);
      return token.text;
    },
    ...(organizationId === undefined
      ? {}
      : { whyNotAuthorized: (value) => whyNotAuthorized(value, { readOrganization, organizationId }) }),
  };
}
