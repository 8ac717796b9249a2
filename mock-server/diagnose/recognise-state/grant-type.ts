import { closest, distance } from "fastest-levenshtein";
import { headerOf, withHeader, withoutHeader } from "#mock-server/diagnose/mend-request.ts";
import { clientOf } from "#mock-server/diagnose/read-client.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import type { GrantType } from "#mock-server/org/entities.ts";
import { isTokenRequest, readForm, withFields } from "./token-form.ts";

/** How an OAuth client is set up for a grant; source: facts of the SDKs (JS, PY, GO, NET, JAVA). */
const grants: Readonly<Record<string, GrantType>> = {
  client_credentials: "CLIENT-CREDENTIALS",
  authorization_code: "CODE",
  refresh_token: "CODE",
};
const names = Object.keys(grants);

/** A `grant_type` that is missing, misspelt, unknown, in a header, or not the one that the OAuth client is set up for. */
export const recogniseGrantType: Recogniser = async (subject) => {
  const { request, org, served } = subject;
  const form = isTokenRequest(subject) ? readForm(request) : undefined;
  const isAboutGrant =
    served.outcome.kind === "refused" && served.outcome.fault.problems.some(({ pointer }) => pointer === "/grant_type");
  if (form === undefined || !isAboutGrant) return [];
  const sent = form.get("grant_type");
  const header = headerOf(request, "grant_type") ?? headerOf(request, "grant-type");
  const client = await org.oauthClients.get(clientOf(request)?.id ?? "");
  const byClient = names.find((name) => grants[name] === client?.authorizedGrantType);
  const byFields = form.has("code") ? "authorization_code" : form.has("refresh_token") ? "refresh_token" : undefined;
  if (sent === null || sent === "") {
    const right = header ?? byFields ?? byClient ?? "client_credentials";
    return [
      finding(
        {
          rule: header === undefined ? "grant-type-missing" : "grant-type-in-header",
          found: header === undefined ? "no grant_type" : "grant_type as a header",
          suggestion: `Send grant_type=${right} in the body, as a form.`,
        },
        right,
      ),
    ];
  }
  const plain = sent
    .trim()
    .replace(/^["']|["']$/g, "")
    .replace(/[-\s]/g, "_")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const nearest = closest(plain.slice(0, 40), names);
  const isSlip = distance(plain.slice(0, 40), nearest) <= 3;
  if (!names.includes(sent)) {
    const right = isSlip ? nearest : (byClient ?? "client_credentials");
    return [
      finding(
        {
          rule: isSlip ? "grant-type-misspelt" : "grant-type-unknown",
          found: JSON.stringify(sent.slice(0, 60)),
          suggestion: `Send grant_type=${right}.`,
        },
        right,
      ),
    ];
  }
  if (byClient === undefined || grants[sent] === client?.authorizedGrantType) return [];
  const found = `${sent}, by a client that is set up for ${client?.authorizedGrantType}`;
  const suggestion = `Use a client whose grant type is ${grants[sent]}, or send what this one is for: ${byClient}.`;
  return [finding({ rule: "grant-of-another-client", found, suggestion }, byClient)];
};

function finding(parts: { rule: string; found: string; suggestion: string }, right: string): Finding {
  return {
    problem: { check: "domain", in: "body", pointer: "/grant_type", expected: names.join(" or "), ...parts },
    explains: { in: "body", pointer: "/grant_type" },
    fix(request) {
      const bare = withoutHeader(withoutHeader(request, "grant_type"), "grant-type");
      const typed =
        headerOf(bare, "content-type") === undefined
          ? withHeader(bare, "Content-Type", "application/x-www-form-urlencoded")
          : bare;
      return readForm(request) === undefined ? request : withFields(typed, { grant_type: right });
    },
    change: `body grant_type=${right}`,
  };
}
