import { distance } from "fastest-levenshtein";
import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, withHeader, withoutHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Recogniser } from "#mock-server/diagnose/recogniser.ts";
import { authenticateProblem } from "./failed-problem.ts";
import { getToken, tokenFinding } from "./token-finding.ts";

/** Headers that other services take a token in. */
const otherHeaders = [
  "x-access-token",
  "access-token",
  "x-auth-token",
  "x-api-key",
  "api-key",
  "token",
  "x-authorization",
  "proxy-authorization",
  "authentication",
  "genesys-token",
] as const;

/** No `Authorization` header: maybe the token is somewhere else. */
export const recogniseMissingToken: Recogniser = (subject) => {
  const { request } = subject;
  if (authenticateProblem(subject) === undefined) return [];
  const header = headerOf(request, "authorization");
  if (header !== undefined && header.trim() !== "") return [];
  const other = findOtherHeader(request);
  if (other !== undefined) {
    return [
      tokenFinding(
        {
          rule: "token-in-other-header",
          found: `no Authorization, but the header ${other.slice(0, 40)}`,
          suggestion: "Send the token in the header Authorization, after Bearer.",
        },
        { fix: (sent) => moveHeader(sent, other), change: `header ${other.slice(0, 40)} -> Authorization: Bearer` },
      ),
    ];
  }
  if (/[?&]access_token=[^&]/i.test(request.path)) {
    return [
      tokenFinding(
        {
          rule: "token-in-query",
          found: "the token in the query",
          suggestion: "Send the token in the header Authorization, after Bearer; addresses are logged on the way.",
        },
        { fix: moveFromQuery, change: "query access_token -> header Authorization: Bearer" },
      ),
    ];
  }
  return [
    tokenFinding({
      rule: header === undefined ? "token-missing" : "token-empty",
      found: header === undefined ? "no Authorization header" : "an empty Authorization header",
      suggestion: `Send the header Authorization with Bearer and a token. ${getToken}.`,
    }),
  ];
};

/** Another header that is misspelt or another service's. */
function findOtherHeader({ headers }: DiagnosedRequest): string | undefined {
  const names = headers.flatMap(([name, value]) => (value.trim() === "" || name.length > 40 ? [] : [name]));
  return names.find((name) => {
    const lower = name.toLowerCase();
    return distance(lower, "authorization") <= 3 || otherHeaders.some((known) => known === lower);
  });
}

function moveHeader(request: DiagnosedRequest, name: string): DiagnosedRequest {
  const value = headerOf(request, name);
  if (value === undefined) return request;
  return withHeader(withoutHeader(request, name), "Authorization", withScheme(value.trim()));
}

function moveFromQuery(request: DiagnosedRequest): DiagnosedRequest {
  const [path = "", query = ""] = request.path.split("?", 2);
  const parameters = new URLSearchParams(query);
  const token = parameters.get("access_token");
  if (token === null) return request;
  parameters.delete("access_token");
  const rest = parameters.toString();
  return withHeader({ ...request, path: rest === "" ? path : `${path}?${rest}` }, "Authorization", withScheme(token));
}

function withScheme(value: string): string {
  return /^bearer\s/i.test(value) ? value : `Bearer ${value}`;
}
