import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import type { AuthorizationCode, RefreshToken } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { decodeSegment } from "#mock-server/receive/recognise/target.ts";
import { isTokenRequest, readForm, refusalProblem, withFields } from "./token-form.ts";

const expiry = "A code is good once and for a short time: start the login again (GET /oauth/authorize).";

/** The code of a login, or what has to come with it: used before, expired, of another client, another redirect URI. */
export const recogniseLoginCode: Recogniser = async (subject) => {
  const problem = refusalProblem(subject);
  const form = isTokenRequest(subject) ? readForm(subject.request) : undefined;
  if (problem === undefined || form === undefined || (problem.rule !== "grant" && problem.rule !== "login-field"))
    return [];
  const code = await subject.org.authorizationCodes.get(form.get("code") ?? "");
  const refresh = await subject.org.refreshTokens.get(form.get("refresh_token") ?? "");
  const told = tell(problem.field, { code, refresh, sent: form, org: subject.org });
  if (told === undefined) return [];
  const { fix, change, ...parts } = told;
  const place = { in: "body", pointer: `/${problem.field}` } as const;
  return [
    {
      problem: { check: "domain", ...place, expected: problem.expected, ...parts },
      explains: place,
      ...(fix === undefined || change === undefined ? {} : { fix, change }),
    },
  ];
};

type Told = { readonly rule: string; readonly found: string; readonly suggestion: string } & Pick<
  Finding,
  "fix" | "change"
>;

interface Known {
  readonly code: AuthorizationCode | undefined;
  readonly refresh: RefreshToken | undefined;
  readonly sent: URLSearchParams;
  readonly org: Org;
}

function tell(field: string, { code, refresh, sent, org }: Known): Told | undefined {
  switch (field) {
    case "code":
      return tellGrant("code", code, { isSent: sent.has("code"), org, suggestion: expiry });
    case "refresh_token":
      return tellGrant("refresh_token", refresh, {
        isSent: sent.has("refresh_token"),
        org,
        suggestion: "Keep the refresh_token of the latest answer: an earlier one is no longer good. Else log in again.",
      });
    case "redirect_uri":
      return tellRedirect(sent.get("redirect_uri"), code);
    case "code_verifier":
      return {
        rule: sent.has("code_verifier") ? "code-verifier-mismatch" : "code-verifier-missing",
        found: sent.has("code_verifier")
          ? "a verifier that the login's code_challenge was not made of"
          : "no code_verifier",
        suggestion:
          "Send the verifier of the same login: code_challenge is base64url of SHA-256 of it, without padding (code_challenge_method=S256).",
      };
    default:
      return undefined;
  }
}

function tellGrant(
  name: string,
  known: { readonly expiresAt: string } | undefined,
  { isSent, org, suggestion }: { readonly isSent: boolean; readonly org: Org; readonly suggestion: string },
): Told {
  if (!isSent) return { rule: `${name}-missing`, found: `no ${name}`, suggestion: `Send the ${name} of the login.` };
  if (known === undefined) {
    return { rule: `${name}-unknown`, found: "one that was used before, or never given by this org", suggestion };
  }
  if (Date.parse(known.expiresAt) <= org.clock.now()) {
    return { rule: `${name}-expired`, found: `one that expired at ${known.expiresAt}`, suggestion };
  }
  return {
    rule: `${name}-of-another-client`,
    found: "one that another client was given, or of a user who is not active",
    suggestion: "Send it with the client that the login was made for.",
  };
}

function tellRedirect(sent: string | null, code: AuthorizationCode | undefined): Told {
  const right = code?.redirectUri;
  const mended: Pick<Finding, "fix" | "change"> =
    right === undefined
      ? {}
      : { fix: (request) => withFields(request, { redirect_uri: right }), change: `body redirect_uri=${right}` };
  return {
    rule: sent === null ? "redirect-uri-missing" : "redirect-uri-mismatch",
    found:
      sent === null ? "no redirect_uri" : `${JSON.stringify(sent.slice(0, 100))}${describeDifference(sent, right)}`,
    suggestion: `Send the redirect_uri of the login, to the letter${right === undefined ? "" : `: ${right}`}.`,
    ...mended,
  };
}

function describeDifference(sent: string, right: string | undefined): string {
  if (right === undefined || !URL.canParse(sent) || !URL.canParse(right)) return "";
  const [one, other] = [new URL(sent), new URL(right)];
  if (sent.replace(/\/$/, "") === right.replace(/\/$/, "")) return ", where a slash at the end makes the difference";
  if (decodeSegment(sent) === right) return ", which is encoded twice";
  const parts = [
    ...(one.protocol === other.protocol ? [] : ["the scheme"]),
    ...(one.hostname === other.hostname ? [] : ["the host"]),
    ...(one.port === other.port ? [] : ["the port"]),
    ...(one.pathname === other.pathname ? [] : ["the path"]),
  ];
  return parts.length === 0 ? "" : `, where ${parts.join(" and ")} makes the difference`;
}
