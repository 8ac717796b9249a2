import type { Given, TokenGrant } from "#harness/scenario/scenario.ts";
import { defaultClient } from "#harness/target/default-client.ts";
import type { LiveConfig } from "#harness/target/read-live-config.ts";
import { type ClientLogin, type Environment, readText } from "./environment.ts";

/** The credentials of one run on a real org. */
export interface ChosenToken {
  readonly kind: "chosen";
  /** Whose id and secret the client is given; absent where the run has only an access token. */
  readonly client?: ClientLogin;
  readonly token: WantedToken;
}

/**
 * No token, one of the client's login, or a text: of the environment, or one that the scenario made up. `source` is the environment
 * variable that it is in, or that has the client's id.
 */
export type WantedToken =
  | { readonly from: "none" }
  | { readonly from: "login"; readonly source: string }
  | { readonly from: "environment"; readonly source: string; readonly text: string }
  | { readonly from: "scenario"; readonly text: string };

/** Why a scenario cannot be run on a real org; for people. */
export interface NotComparable {
  readonly kind: "not-comparable";
  readonly why: string;
}

/** Chooses the OAuth client and the token that stand on a real org for those that a scenario is given on the mock. */
export function chooseToken(
  given: Given,
  { env, config }: { readonly env: Environment; readonly config: Pick<LiveConfig, "client" | "accessToken"> },
): ChosenToken | NotComparable {
  const name = given.oauthClient ?? defaultClient;
  const bound = name === defaultClient ? undefined : readBoundClient(env, name);
  if (name !== defaultClient && bound === undefined) {
    const [id, secret] = bindingNames(name);
    return notComparable(
      `given.oauthClient: the OAuth client "${name}" is the mock's; set ${id} and ${secret} to a client with the same rights`,
    );
  }
  const client = bound ?? config.client;
  const base = { kind: "chosen", ...(client === undefined ? {} : { client }) } as const;
  const grant = given.token ?? {};
  if (grant === "none") return { ...base, token: { from: "none" } };
  if (grant.value !== undefined) return { ...base, token: { from: "scenario", text: grant.value } };
  const why = whyNoSuchToken(grant, { bound, client });
  if (why !== undefined) return notComparable(why);
  if (grant.userId !== undefined) {
    const source = "GENESYS_USER_ACCESS_TOKEN";
    const text = readText(env, source);
    return text === undefined
      ? notComparable(`given.token: it is a user's; set ${source} to an access token of that user`)
      : { ...base, token: { from: "environment", source, text } };
  }
  if (bound === undefined && config.accessToken !== undefined) {
    return { ...base, token: { from: "environment", source: "GENESYSCLOUD_ACCESS_TOKEN", text: config.accessToken } };
  }
  const source = bound === undefined ? "GENESYSCLOUD_OAUTHCLIENT_ID" : bindingNames(name)[0];
  return { ...base, token: { from: "login", source } };
}

function whyNoSuchToken(
  grant: TokenGrant,
  { bound, client }: { bound: ClientLogin | undefined; client: ClientLogin | undefined },
): string | undefined {
  if (grant.expiresIn !== undefined && grant.expiresIn <= 0) {
    return "given.token: a token that has expired already cannot be had on purpose from a real org";
  }
  if (grant.clientId !== undefined && grant.clientId !== client?.id) {
    return "given.token: its clientId is an OAuth client of the mock; name the client with given.oauthClient instead";
  }
  const limits = (["permissions", "scopes", "expiresIn"] as const).filter((key) => grant[key] !== undefined);
  if (limits.length === 0 || bound !== undefined) return undefined;
  return `given.token: it is about what a token may (${limits.join(", ")}), which a real org ties to an OAuth client; name one with given.oauthClient: NAME and bind it with GENESYSCLOUD_OAUTHCLIENT_ID__NAME and GENESYSCLOUD_OAUTHCLIENT_SECRET__NAME`;
}

/** The environment variables that bind an OAuth client by name: `No launch` is `..._ID__NO_LAUNCH` and `..._SECRET__NO_LAUNCH`. */
export function bindingNames(name: string): readonly [id: string, secret: string] {
  const suffix = name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return [`GENESYSCLOUD_OAUTHCLIENT_ID__${suffix}`, `GENESYSCLOUD_OAUTHCLIENT_SECRET__${suffix}`];
}

function readBoundClient(env: Environment, name: string): ClientLogin | undefined {
  const [idName, secretName] = bindingNames(name);
  const [id, secret] = [readText(env, idName), readText(env, secretName)];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

function notComparable(why: string): NotComparable {
  return { kind: "not-comparable", why };
}
