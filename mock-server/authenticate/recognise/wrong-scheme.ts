import { distance } from "fastest-levenshtein";
import { headerOf, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { authenticateProblem } from "./failed-problem.ts";
import { getToken, tokenFinding } from "./token-finding.ts";

/** Schemes of other services, and words that are taken for one. */
const otherSchemes = [
  "token",
  "jwt",
  "oauth",
  "oauth2",
  "apikey",
  "api-key",
  "access_token",
  "genesys",
  "genesyscloud",
  "purecloud",
  "authorization",
  "key",
] as const;

/** An `Authorization` header that is not `Bearer` and a token: Basic, no scheme, another one, a colon after it. */
export const recogniseWrongScheme: Recogniser = (subject) => {
  if (authenticateProblem(subject)?.rule !== "token-missing") return [];
  const header = headerOf(subject.request, "authorization")?.trim();
  if (header === undefined || header === "") return [];
  if (/^basic(?:[\s:]|$)/i.test(header)) {
    return [
      tokenFinding({
        rule: "basic-instead-of-bearer",
        found: "Basic: an OAuth client's id and secret",
        suggestion: `Basic is for POST /oauth/token alone; the API takes the token that it gives. ${getToken}, then send Bearer and the access_token.`,
      }),
    ];
  }
  const read = readScheme(header);
  if (read === undefined) {
    return [
      tokenFinding({
        rule: "token-empty",
        found: "the scheme Bearer without a token",
        suggestion: `The variable with the token was empty. ${getToken}.`,
      }),
    ];
  }
  const { token, ...parts } = read;
  return [
    tokenFinding(parts, {
      fix: (request) => withHeader(request, "Authorization", `Bearer ${token}`),
      change: "header Authorization: the same token after Bearer",
    }),
  ];
};

function readScheme(header: string): { token: string; rule: string; found: string; suggestion: string } | undefined {
  if (/^bearer[\s:=]*$/i.test(header)) return undefined;
  const suggestion = "Write Bearer, one space, and the token.";
  const glued = /^bearer\s*[:=,\-_]\s*(.+)$/is.exec(header)?.[1];
  if (glued !== undefined)
    return { token: glued, rule: "scheme-with-punctuation", found: "punctuation after the scheme Bearer", suggestion };
  const [, scheme = "", rest = ""] = /^(\S+?):?\s+(.+)$/s.exec(header) ?? [];
  const lower = scheme.toLowerCase();
  if (lower !== "" && (otherSchemes.some((known) => known === lower) || distance(lower.slice(0, 40), "bearer") <= 2)) {
    return { token: rest, rule: "other-scheme", found: `the scheme ${scheme.slice(0, 20)}`, suggestion };
  }
  const joined = /^bearer(\S{8,})$/i.exec(header)?.[1];
  if (joined !== undefined)
    return { token: joined, rule: "scheme-without-space", found: "no space between Bearer and the token", suggestion };
  return { token: header, rule: "scheme-missing", found: "a value without the scheme Bearer", suggestion };
}
