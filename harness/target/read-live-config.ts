import { type Effect, effects } from "#harness/scenario/scenario.ts";
import { checkBaseUrl } from "./live/check-base-url.ts";
import { type ClientLogin, type Environment, readText } from "./live/environment.ts";
import { liveBindings } from "./live/live-variables.ts";
import { findRegionDomain } from "./live/region-domains.ts";
import { secretsOf } from "./live/secrets-of.ts";

/** Where a live run goes and what it logs in with. `client`, `accessToken` or both are there. */
export interface LiveConfig {
  readonly kind: "config";
  readonly apiUrl: string;
  readonly loginUrl: string;
  readonly client?: ClientLogin;
  /** Used in place of a login. */
  readonly accessToken?: string;
  /** The organization that the run is pinned to. */
  readonly organizationId?: string;
  /** What no output may show, also of what the run may come to use later. */
  readonly secrets: readonly string[];
}

/** Everything that is missing or wrong, and how to get it; for people. */
export interface MissingLiveConfig {
  readonly kind: "missing";
  readonly message: string;
}

/** Reads what a live run needs from the environment, before anything is sent. `liveUrl` replaces the region's two hosts. */
export function readLiveConfig(
  env: Environment,
  { liveUrl, allow }: { readonly liveUrl?: string | undefined; readonly allow: Effect },
): LiveConfig | MissingLiveConfig {
  const hosts = liveUrl === undefined ? readRegion(env) : readLiveUrl(liveUrl);
  const login = readLogin(env);
  const pin = readPin(env, allow);
  const mistakes = [
    ...[hosts, login, pin].flatMap((read) => ("mistakes" in read ? read.mistakes : [])),
    ...findMisformed(env),
  ];
  if ("mistakes" in hosts || "mistakes" in login || "mistakes" in pin || mistakes.length > 0) {
    const lines = mistakes.map((mistake) => `  - ${mistake}`);
    return {
      kind: "missing",
      message: `A live run cannot start; nothing was sent. Set or correct these, in the environment or in .env (docs/live.md):\n${lines.join("\n")}`,
    };
  }
  return { kind: "config", ...hosts, ...login, ...pin, secrets: secretsOf(env) };
}

interface Mistakes {
  readonly mistakes: readonly string[];
}

const regionHelp =
  "the domain of your region, e.g. mypurecloud.de or usw2.pure.cloud: what stands behind apps. in the address bar of the browser";

function readRegion(env: Environment): Pick<LiveConfig, "apiUrl" | "loginUrl"> | Mistakes {
  const text = readText(env, "GENESYSCLOUD_REGION");
  if (text === undefined) return { mistakes: [`GENESYSCLOUD_REGION is not set. It is ${regionHelp}.`] };
  const domain = findRegionDomain(text);
  if (domain !== undefined) return { apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` };
  const meant = findRegionDomain(
    text
      .replace(/^https?:\/\//i, "")
      .replace(/\/.*$/, "")
      .replace(/^(?:api|login|apps)\./i, ""),
  );
  const advice = meant === undefined ? "Another host is reached with --live-url." : `Write ${meant}.`;
  return {
    mistakes: [`GENESYSCLOUD_REGION is ${JSON.stringify(text.slice(0, 80))}, expected ${regionHelp}. ${advice}`],
  };
}

function readLiveUrl(liveUrl: string): Pick<LiveConfig, "apiUrl" | "loginUrl"> | Mistakes {
  const checked = checkBaseUrl(liveUrl);
  return "mistake" in checked
    ? { mistakes: [`--live-url ${checked.mistake}`] }
    : { apiUrl: checked.baseUrl, loginUrl: checked.baseUrl };
}

const [idName, secretName, tokenName] = [
  "GENESYSCLOUD_OAUTHCLIENT_ID",
  "GENESYSCLOUD_OAUTHCLIENT_SECRET",
  "GENESYSCLOUD_ACCESS_TOKEN",
] as const;

function readLogin(env: Environment): Pick<LiveConfig, "client" | "accessToken"> | Mistakes {
  const id = readText(env, idName);
  const secret = readText(env, secretName);
  const accessToken = readText(env, tokenName);
  const mistakes = [
    ...(accessToken === undefined && id === undefined
      ? [
          `${idName} is not set. In Genesys Cloud: Admin > Integrations > OAuth > Add client, grant type Client Credentials, a role with just the permissions that your scenarios need. (Or set ${tokenName} to a token that you have.)`,
        ]
      : []),
    ...(accessToken === undefined && secret === undefined
      ? [`${secretName} is not set. It is shown beside the client's id, in Admin > Integrations > OAuth.`]
      : []),
    // Only such a text can stand in a header.
    ...(accessToken !== undefined && !/^[\x21-\x7e]+$/.test(accessToken)
      ? [`${tokenName} has spaces or other characters that no token has. Copy the token alone, without "Bearer".`]
      : []),
  ];
  if (mistakes.length > 0) return { mistakes };
  return {
    ...(id === undefined || secret === undefined ? {} : { client: { id, secret } }),
    ...(accessToken === undefined ? {} : { accessToken }),
  };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readPin(env: Environment, allow: Effect): Pick<LiveConfig, "organizationId"> | Mistakes {
  const organizationId = readText(env, "GENESYS_ORG_ID");
  const where = "In Genesys Cloud: Admin > Organization > Organization Settings, Organization ID.";
  if (organizationId === undefined) {
    return effects.indexOf(allow) === 0
      ? {}
      : {
          mistakes: [
            `GENESYS_ORG_ID is not set, and --allow ${allow} wants it: nothing but reads is sent to an organization that is not named. ${where}`,
          ],
        };
  }
  return uuid.test(organizationId)
    ? { organizationId }
    : { mistakes: [`GENESYS_ORG_ID is ${JSON.stringify(organizationId.slice(0, 80))}, expected a UUID. ${where}`] };
}

/** What is bound to no id at all is seen before anything is sent; what is bound to the wrong one only there. */
function findMisformed(env: Environment): string[] {
  return Object.values(liveBindings).flatMap(({ source, wanted }) => {
    const value = source.endsWith("_ID") ? readText(env, source) : undefined;
    return value === undefined || uuid.test(value)
      ? []
      : [
          `${source} is ${JSON.stringify(value.slice(0, 80))}, expected a UUID: ${wanted}. Correct it, or leave it unset.`,
        ];
  });
}
