import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const oauthFaults = [
  "oauth.invalid.request",
  "oauth.client.not.found",
  "oauth.authentication.failed",
  "oauth.unsupported.grant.type",
  "oauth.unauthorized.client",
  "oauth.invalid.grant",
  "oauth.rate.limited",
  "oauth.unsupported.response.type",
  "oauth.invalid.scope",
  "oauth.access.denied",
] as const;

const longest = 60;

/** The request names no client, or one that has to prove itself does not. */
export function clientMissing(): Fault {
  return createFault("oauth.invalid.request", {
    slots: ["client authentication is missing"],
    problems: [
      problem("Authorization", {
        rule: "client-missing",
        expected: "Basic and base64(id:secret)",
        found: "no Basic credentials",
      }),
    ],
  });
}

/** `field` is where the id stands: the `Authorization` header or `client_id`. */
export function clientNotFound(field = "Authorization"): Fault {
  return createFault("oauth.client.not.found", {
    problems: [
      problem(field, {
        rule: "client-unknown",
        expected: "the id of an OAuth client",
        found: "an id that no client has",
      }),
    ],
  });
}

export function authenticationFailed(): Fault {
  return createFault("oauth.authentication.failed", {
    problems: [
      problem("Authorization", { rule: "client-secret", expected: "the client's secret", found: "another secret" }),
    ],
  });
}

export function unsupportedGrantType(grantType: string, supported: readonly string[]): Fault {
  const found = grantType.slice(0, longest);
  return createFault("oauth.unsupported.grant.type", {
    slots: [found],
    problems: [problem("grant_type", { rule: "grant-type", expected: supported.join(" or "), found })],
  });
}

/** The client exists, and is set up for another grant. */
export function unauthorizedClient(grantType: string, authorized: string): Fault {
  return createFault("oauth.unauthorized.client", {
    slots: [grantType],
    problems: [problem("grant_type", { rule: "grant-type", expected: authorized, found: grantType })],
  });
}

/** A field of the login lacks its value, or has one that cannot be. */
export function invalidRequest(field: string, { expected, found }: { expected: string; found?: string }): Fault {
  return createFault("oauth.invalid.request", {
    slots: [found === undefined ? `${field} is required` : `${field}: expected ${expected}`],
    problems: [problem(field, { rule: "login-field", expected, found: found ?? "nothing" })],
  });
}

/** The code or refresh token opens nothing. What was sent is not repeated: it may be good elsewhere. */
export function invalidGrant(field: string, { expected, found }: { expected: string; found: string }): Fault {
  return createFault("oauth.invalid.grant", {
    slots: [`${field}: ${found}`],
    problems: [problem(field, { rule: "grant", expected, found })],
  });
}

/** Too many requests for tokens of one client in a minute. */
export function tooManyTokenRequests(limit: number, retryAfter: number): Fault {
  return createFault("oauth.rate.limited", {
    slots: [String(retryAfter)],
    headers: { "Retry-After": String(retryAfter) },
    problems: [
      problem("grant_type", { rule: "rate-limit", expected: `at most ${limit} requests in a minute`, found: "more" }),
    ],
  });
}

export function unsupportedResponseType(responseType: string): Fault {
  const found = responseType.slice(0, longest);
  return createFault("oauth.unsupported.response.type", {
    slots: [found],
    problems: [problem("response_type", { rule: "response-type", expected: "code or token", found })],
  });
}

/** A scope that the client does not have. */
export function invalidScope(scope: string, held: readonly string[]): Fault {
  const found = scope.slice(0, longest);
  return createFault("oauth.invalid.scope", {
    slots: [found],
    problems: [problem("scope", { rule: "scope", expected: `scopes of the client: ${held.join(", ")}`, found })],
  });
}

/** The user was asked and did not agree. */
export function accessDenied(): Fault {
  return createFault("oauth.access.denied", {
    problems: [problem("decision", { rule: "agreement", expected: "a user who agrees", found: "one who does not" })],
  });
}

function problem(field: string, parts: Pick<Problem, "rule" | "expected" | "found">): Problem {
  const place =
    field === "Authorization"
      ? ({ in: "header", pointer: "" } as const)
      : ({ in: "body", pointer: `/${field}` } as const);
  return { check: "domain", ...place, field, slots: [], ...parts };
}
