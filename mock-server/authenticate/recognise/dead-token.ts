import { distance } from "fastest-levenshtein";
import { headerOf } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser, Subject } from "#mock-server/diagnose/recogniser.ts";
import { authenticateProblem } from "./failed-problem.ts";
import { getToken, tokenFinding } from "./token-finding.ts";

type Told = { readonly rule: string; readonly found: string; readonly suggestion: string };

/** A token that looks like one and opens nothing: expired, unknown, or something else of the org's login. */
export const recogniseDeadToken: Recogniser = async (subject) => {
  const rule = authenticateProblem(subject)?.rule;
  const token = /^bearer\s+(\S+)$/i.exec(headerOf(subject.request, "authorization")?.trim() ?? "")?.[1];
  if (rule === undefined || rule === "token-missing" || token === undefined) return [];
  const told =
    rule === "token-unknown" ? await tellUnknown(token, subject.org) : await tellKnown(token, rule, subject.org);
  return [tokenFinding(told)];
};

async function tellKnown(token: string, rule: string, org: Subject["org"]): Promise<Told> {
  const known = await org.tokens.get(token);
  if (rule !== "token-expired" || known?.expiresAt === undefined) {
    return {
      rule,
      found: "a token of a user who was deleted",
      suggestion: "Log in as a user who is there.",
    };
  }
  const seconds = Math.round((org.clock.now() - Date.parse(known.expiresAt)) / 1000);
  return {
    rule,
    found: `a token that expired at ${known.expiresAt}, ${describeSpan(seconds)} ago on the org's clock`,
    suggestion: "Get a new one with POST /oauth/token, before expires_in is over or when a call is answered with 401.",
  };
}

// Of longer texts no more than this is compared.
const longest = 200;

async function tellUnknown(token: string, org: Subject["org"]): Promise<Told> {
  const clients = await org.oauthClients.list();
  const other = (what: string, rule: string): Told => ({
    rule,
    found: `${what} in the place of an access token`,
    suggestion: `Send the access_token of the login's answer. ${getToken}.`,
  });
  if (clients.some(({ secret }) => secret === token))
    return other("the secret of an OAuth client", "client-secret-as-token");
  if (clients.some(({ id }) => id === token)) return other("the id of an OAuth client", "client-id-as-token");
  if ((await org.refreshTokens.get(token)) !== undefined) return other("a refresh token", "refresh-token-as-token");
  if ((await org.authorizationCodes.get(token)) !== undefined) return other("the code of a login", "code-as-token");
  if (isIdAndSecret(token)) return other("the id and secret of an OAuth client in base64", "credentials-as-token");
  if (/^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) {
    return {
      rule: "jwt-as-token",
      found: "a JWT, which this org has not given",
      suggestion: `An identity provider's token, or an id_token, opens nothing at the API. ${getToken}.`,
    };
  }
  if (token.length <= longest) {
    const tokens = (await org.tokens.list()).map(({ accessToken }) => accessToken);
    const isCut = token.length >= 8 && tokens.some((known) => known !== token && known.startsWith(token));
    if (isCut || tokens.some((known) => Math.abs(known.length - token.length) <= 3 && distance(known, token) <= 3)) {
      return {
        rule: "token-damaged",
        found: isCut
          ? "the beginning of a token of this org"
          : "a token that differs in a few letters from one of this org",
        suggestion: "Copy the whole token, letter for letter.",
      };
    }
  }
  return {
    rule: "token-unknown",
    found: "a token that this org does not know",
    suggestion: `It was revoked, or it is of another org or region: a token is good at the API host of the region that gave it. ${getToken}.`,
  };
}

function isIdAndSecret(token: string): boolean {
  return /^[0-9a-f-]{36}:\S+$/i.test(Buffer.from(token.slice(0, 400), "base64").toString("utf8"));
}

function describeSpan(seconds: number): string {
  const [unit, length] =
    (
      [
        ["days", 86_400],
        ["hours", 3600],
        ["minutes", 60],
      ] as const
    ).find(([, size]) => seconds >= 2 * size) ?? (["seconds", 1] as const);
  return `${Math.floor(seconds / length)} ${unit}`;
}
