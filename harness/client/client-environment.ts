import type { ClientContext } from "./client.ts";

/**
 * The environment variables of a program under test: where to call and with which credentials, named as the platform's
 * own tools name them, and of the surrounding environment only what programs need to start.
 */
export function clientEnvironment(context: ClientContext): Record<string, string> {
  const { hostname, port, protocol } = new URL(context.baseUrl);
  const variables: Record<string, string | undefined> = {
    ...inheritedEnvironment(context.parentEnv),
    GENESYSCLOUD_OAUTHCLIENT_ID: context.clientId,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: context.clientSecret,
    GENESYSCLOUD_ACCESS_TOKEN: context.accessToken,
    GENESYSCLOUD_GATEWAY_HOST: hostname,
    GENESYSCLOUD_GATEWAY_PORT: port === "" ? (protocol === "https:" ? "443" : "80") : port,
    GENESYSCLOUD_GATEWAY_PROTOCOL: protocol.replace(":", ""),
    GENESYS_BASE_URL: context.baseUrl,
    GENESYS_LOGIN_URL: context.loginUrl,
    // The calls must reach the loopback address even where a program takes a proxy from elsewhere.
    NO_PROXY: "127.0.0.1,localhost",
  };
  return withoutUndefined(variables);
}

/** What a program under test gets of the surrounding environment, whatever the run. */
export function inheritedEnvironment(parentEnv: ClientContext["parentEnv"]): Record<string, string> {
  // A copy of the environment of Windows has lost what made `PATH` and `Path` one name.
  const byName = new Map(Object.entries(parentEnv).map(([name, value]) => [name.toUpperCase(), value]));
  return withoutUndefined(Object.fromEntries(inherited.map((name) => [name, byName.get(name.toUpperCase())])));
}

function withoutUndefined(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const inherited = ["PATH", "PATHEXT", "TEMP", "USERPROFILE", "HOME", "LANG", "LC_ALL", "TMPDIR", "SystemRoot"] as const;
