import type { DiagnosedRequest } from "#mock-server/diagnose/diagnosis.ts";
import { headerOf, withHeader } from "#mock-server/diagnose/mend-request.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";
import type { Org } from "#mock-server/org/org.ts";
import { isTokenRequest, readForm, refusalProblem, withFields } from "./token-form.ts";

/** No Basic credentials in a token request: they are in the form, in another scheme, not in base64, or nowhere (DOC-CC: Basic). */
export const recogniseClientHeader: Recogniser = async (subject) => {
  const problem = refusalProblem(subject);
  if (!isTokenRequest(subject) || problem?.rule !== "client-missing") return [];
  const { request, org } = subject;
  const header = headerOf(request, "authorization")?.trim() ?? "";
  const form = readForm(request);
  const id = form?.get("client_id") ?? undefined;
  const secret = form?.get("client_secret") ?? undefined;
  if (id !== undefined && secret !== undefined) {
    return [
      finding(
        {
          rule: "credentials-in-form",
          found: "client_id and client_secret as fields of the form",
          suggestion: "Send them in the header Authorization, as Basic and base64 of id:secret (curl -u id:secret).",
        },
        {
          fix: (other) => moveIntoHeader(other),
          change: "body client_id and client_secret -> header Authorization: Basic",
        },
      ),
    ];
  }
  const pair = plainPair(header);
  if (pair !== undefined) {
    return [
      finding(
        {
          rule: "credentials-not-in-base64",
          found: "id and secret as they are",
          suggestion: "Encode id:secret in base64 after Basic, as curl -u id:secret does.",
        },
        { fix: (other) => withBasic(other, pair), change: "header Authorization: id:secret in base64 after Basic" },
      ),
    ];
  }
  const encoded = encodedPair(header);
  if (encoded !== undefined) {
    return [
      finding(
        {
          rule: "other-scheme-for-client",
          found: `id and secret with ${describeScheme(header)}`,
          suggestion: "Put the scheme Basic in front.",
        },
        {
          fix: (other) => withHeader(other, "Authorization", `Basic ${encoded}`),
          change: "header Authorization: the same credentials after Basic",
        },
      ),
    ];
  }
  return [finding({ ...tellMissing(header), suggestion: `${howToSend}.` }, await exampleClient(org, form))];
};

const howToSend = "Send the header Authorization with Basic and base64 of the OAuth client's id:secret";

function tellMissing(header: string): { rule: string; found: string } {
  if (header === "") return { rule: "client-missing", found: "no Authorization header" };
  if (/^bearer\b/i.test(header)) {
    return { rule: "bearer-instead-of-basic", found: "Bearer and a token, where a token is asked for" };
  }
  if (/base64\s*\(/i.test(header)) return { rule: "client-not-filled-in", found: "the words BASE64(...) themselves" };
  return { rule: "client-missing", found: "a header without id:secret in base64" };
}

/** A client of the org that can use the grant that is asked for, to show a request that works. */
async function exampleClient(org: Org, form: URLSearchParams | undefined): Promise<Pick<Finding, "fix" | "change">> {
  const grant = form?.get("grant_type") ?? "client_credentials";
  const wanted = grant === "client_credentials" ? "CLIENT-CREDENTIALS" : "CODE";
  const client = (await org.oauthClients.list()).find(({ authorizedGrantType }) => authorizedGrantType === wanted);
  return client === undefined ? {} : useClient(client);
}

/** The request with the credentials of a client of the org. They stand in no text: a header is shown without them. */
export function useClient(
  client: Pick<OAuthClient, "id" | "secret" | "name">,
): Required<Pick<Finding, "fix" | "change">> {
  return {
    fix: (request) => withBasic(request, `${client.id}:${client.secret}`),
    change: `header Authorization: id and secret of the client ${JSON.stringify(client.name.slice(0, 60))}, after Basic`,
  };
}

/** The request with these Basic credentials, and none in its form. */
export function withBasic(request: DiagnosedRequest, pair: string): DiagnosedRequest {
  const bare = withFields(request, { client_id: undefined, client_secret: undefined });
  return withHeader(bare, "Authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
}

function moveIntoHeader(request: DiagnosedRequest): DiagnosedRequest {
  const form = readForm(request);
  const [id, secret] = [form?.get("client_id"), form?.get("client_secret")];
  return typeof id === "string" && typeof secret === "string" ? withBasic(request, `${id}:${secret}`) : request;
}

// A longer header holds no id and secret.
const longest = 1000;

/** `Basic id:secret`, or the two without a scheme. */
function plainPair(header: string): string | undefined {
  if (header.length > longest) return undefined;
  return /^(?:basic\s+)?["']?([\w.-]+:[^\s"':]+)["']?$/i.exec(header)?.[1];
}

/** What is base64 of an id and a secret behind another scheme, or none, or with quotes around it. */
function encodedPair(header: string): string | undefined {
  if (header.length > longest) return undefined;
  const text = header.replace(/^(?:(?:basic|bearer|token)[\s:]+)+/i, "").replace(/["'\s]/g, "");
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(text)) return undefined;
  return /^[\w.-]{3,}:[!-~]+$/.test(Buffer.from(text, "base64").toString("utf8")) ? text : undefined;
}

function describeScheme(header: string): string {
  return /^bearer\b/i.test(header) ? "the scheme Bearer" : "another scheme than Basic, or none";
}

function finding(
  parts: { readonly rule: string; readonly found: string; readonly suggestion: string },
  mended: Pick<Finding, "fix" | "change">,
): Finding {
  return {
    problem: {
      check: "domain",
      in: "header",
      pointer: "Authorization",
      expected: "Basic and base64(id:secret)",
      ...parts,
    },
    explains: { in: "header", pointer: "Authorization" },
    ...mended,
  };
}
