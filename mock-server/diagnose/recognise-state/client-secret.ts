import { distance } from "fastest-levenshtein";
import { clientOf } from "#mock-server/diagnose/read-client.ts";
import type { Finding, Recogniser } from "#mock-server/diagnose/recogniser.ts";
import type { OAuthClient } from "#mock-server/org/entities.ts";
import { useClient, withBasic } from "./client-header.ts";
import { isTokenRequest, refusalProblem } from "./token-form.ts";

type Told = { readonly rule: string; readonly found: string; readonly suggestion: string };

/** An OAuth client's id or secret that is wrong: the two swapped, with white space or quotes, damaged, of another client. */
export const recogniseClientSecret: Recogniser = async (subject) => {
  const rule = refusalProblem(subject)?.rule;
  if (!isTokenRequest(subject) || (rule !== "client-unknown" && rule !== "client-secret")) return [];
  const sent = clientOf(subject.request);
  if (sent === undefined || sent.id.length > longest || sent.secret.length > longest) return [];
  const clients = await subject.org.oauthClients.list();
  const tidy = { id: tidied(sent.id), secret: tidied(sent.secret) };
  if (tidy.id !== sent.id || tidy.secret !== sent.secret) {
    const what = tidy.id === sent.id ? "secret" : tidy.secret === sent.secret ? "id" : "id and secret";
    return [
      finding(
        {
          rule: "credentials-wrapped",
          found: `white space or quotes around the ${what}`,
          suggestion: `Trim the ${what}: what a file or a command gives ends with a line break.`,
        },
        {
          fix: (request) => withBasic(request, `${tidy.id}:${tidy.secret}`),
          change: `header Authorization: the ${what} trimmed`,
        },
      ),
    ];
  }
  if (clients.some(({ id }) => id === sent.secret)) {
    return [
      finding(
        {
          rule: "credentials-swapped",
          found: "the secret in the place of the id",
          suggestion: "The id comes first: id:secret.",
        },
        {
          fix: (request) => withBasic(request, `${sent.secret}:${sent.id}`),
          change: "header Authorization: id and secret swapped",
        },
      ),
    ];
  }
  const client = clients.find(({ id }) => id === sent.id) ?? nearest(sent.id, clients);
  const told = rule === "client-secret" ? tellSecret(sent.secret, { client, clients }) : tellId(sent.id, client);
  const usable = client ?? clients.find(({ authorizedGrantType }) => authorizedGrantType === "CLIENT-CREDENTIALS");
  return [finding(told, usable === undefined ? {} : useClient(usable))];
};

const longest = 200;

function tellId(id: string, near: OAuthClient | undefined): Told {
  if (id === "") {
    return {
      rule: "client-id-missing",
      found: "no id before the colon",
      suggestion: "Encode id:secret; the variable with the id was empty.",
    };
  }
  if (near !== undefined) {
    return {
      rule: "client-id-near-miss",
      found: `an id that is almost that of the client ${JSON.stringify(near.name.slice(0, 60))}`,
      suggestion: `Send the client's id, ${near.id}.`,
    };
  }
  return {
    rule: "client-unknown",
    found: "an id that no OAuth client of this org has",
    suggestion: "Take id and secret of a client of this org and region; a client of another region is unknown here.",
  };
}

function tellSecret(
  secret: string,
  { client, clients }: { readonly client: OAuthClient | undefined; readonly clients: readonly OAuthClient[] },
): Told {
  if (secret === "") {
    return {
      rule: "client-secret-missing",
      found: "no secret after the colon",
      suggestion: "Encode id:secret; the variable with the secret was empty.",
    };
  }
  const other = clients.find((candidate) => candidate.secret === secret);
  if (other !== undefined && other !== client) {
    return {
      rule: "secret-of-another-client",
      found: `the secret of the client ${JSON.stringify(other.name.slice(0, 60))}`,
      suggestion: "Take id and secret of the same client.",
    };
  }
  const isCut = client !== undefined && secret.length >= 8 && client.secret.startsWith(secret);
  const isNear = client !== undefined && distance(client.secret, secret) <= 3;
  return {
    rule: isCut || isNear ? "client-secret-damaged" : "client-secret",
    found: isCut
      ? "the beginning of the secret"
      : isNear
        ? "a secret that differs in a few letters"
        : "another secret than the client's",
    suggestion:
      "Copy the whole secret of this client, letter for letter; after it was reset only the new one is good. Encode it in base64 as it is, not percent-encoded.",
  };
}

function nearest(id: string, clients: readonly OAuthClient[]): OAuthClient | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[^0-9a-z]/g, "");
  return clients.find(
    (client) =>
      (bare(id).length >= 8 && bare(client.id) === bare(id)) ||
      (Math.abs(client.id.length - id.length) <= 3 && distance(client.id, id.toLowerCase()) <= 3),
  );
}

function tidied(text: string): string {
  return text
    .trim()
    .replace(/^["'<{]+|["'>}]+$/g, "")
    .trim();
}

function finding(told: Told, mended: Pick<Finding, "fix" | "change">): Finding {
  return {
    problem: {
      check: "domain",
      in: "header",
      pointer: "Authorization",
      expected: "Basic and base64 of the id and secret of an OAuth client",
      ...told,
    },
    explains: { in: "header", pointer: "Authorization" },
    ...mended,
  };
}
