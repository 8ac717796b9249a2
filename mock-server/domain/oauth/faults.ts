import type { Problem } from "#mock-server/fault.ts";
import { createFault, type Fault } from "#mock-server/fault.ts";

/** The refusals that this resource can lead to. */
export const oauthFaults = [
  "oauth.invalid.request",
  "oauth.client.not.found",
  "oauth.authentication.failed",
  "oauth.unsupported.grant.type",
  "oauth.unauthorized.client",
] as const;

/** The request names no client. */
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

export function clientNotFound(): Fault {
  return createFault("oauth.client.not.found", {
    problems: [
      problem("Authorization", {
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

export function unsupportedGrantType(grantType: string): Fault {
  const found = grantType.slice(0, 60);
  return createFault("oauth.unsupported.grant.type", {
    slots: [found],
    problems: [problem("grant_type", { rule: "grant-type", expected: "client_credentials", found })],
  });
}

/** The client exists, and is set up for another grant. */
export function unauthorizedClient(grantType: string, authorized: string): Fault {
  return createFault("oauth.unauthorized.client", {
    slots: [grantType],
    problems: [problem("grant_type", { rule: "grant-type", expected: authorized, found: grantType })],
  });
}

function problem(field: string, parts: Pick<Problem, "rule" | "expected" | "found">): Problem {
  const place =
    field === "Authorization"
      ? ({ in: "header", pointer: "" } as const)
      : ({ in: "body", pointer: `/${field}` } as const);
  return { check: "domain", ...place, field, slots: [], ...parts };
}
