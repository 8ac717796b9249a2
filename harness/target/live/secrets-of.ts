import type { ClientLogin, Environment } from "./environment.ts";

const secretNames =
  /^(?:GENESYSCLOUD_OAUTHCLIENT_SECRET(?:__\w+)?|GENESYSCLOUD_ACCESS_TOKEN|GENESYS_USER_ACCESS_TOKEN)$/;
const clientSecret = /^GENESYSCLOUD_OAUTHCLIENT_SECRET/;

/** What of the environment no output may show: tokens, secrets, and the Basic credentials that they make with their ids. */
export function secretsOf(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => secretNames.test(name))
    .flatMap((name) => {
      const secret = env[name]?.trim() ?? "";
      const id = env[name.replace(clientSecret, "GENESYSCLOUD_OAUTHCLIENT_ID")]?.trim();
      if (secret === "") return [];
      return clientSecret.test(name) && id !== undefined ? [secret, basicCredentials({ id, secret })] : [secret];
    });
}

/** What stands behind `Basic` in the header of a login. */
export function basicCredentials({ id, secret }: ClientLogin): string {
  return Buffer.from(`${id}:${secret}`).toString("base64");
}
