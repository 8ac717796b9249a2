import type { Org } from "#mock-server/org/org.ts";
import { createRedactor } from "#redact/create-redactor.ts";
import type { LoggedExchange } from "./exchange-log.ts";

/**
 * Gives a function that takes every usable token and secret of the org out of what the caller and the mock sent, wherever it
 * stands and however it is encoded, and what stands where credentials stand even if the org does not know it.
 */
export async function createExchangeRedactor(org: Org): Promise<(exchange: LoggedExchange) => LoggedExchange> {
  const redactor = await createOrgRedactor(org);
  const redact = (text: string) => maskNamedFields(redactor.redact(text));
  return (exchange) => ({
    ...exchange,
    request: {
      method: redact(exchange.request.method),
      path: redact(exchange.request.path),
      headers: Object.fromEntries(
        Object.entries(exchange.request.headers).map(([name, value]) => [redact(name), redact(value)]),
      ),
      body: redact(exchange.request.body),
    },
    response: {
      ...exchange.response,
      // `Location` brings an application the result of a login.
      headers: Object.fromEntries(
        Object.entries(exchange.response.headers).map(([name, value]) => [name, redact(value)]),
      ),
      body: redact(exchange.response.body),
    },
    problems: exchange.problems.map((problem) => ({
      ...problem,
      pointer: redactor.redact(problem.pointer),
      field: redactor.redact(problem.field),
      expected: redactor.redact(problem.expected),
      found: redactor.redact(problem.found),
    })),
  });
}

/** A redactor that knows every token and secret of an org. */
export async function createOrgRedactor(org: Org): Promise<ReturnType<typeof createRedactor>> {
  const redactor = createRedactor();
  for (const token of await org.tokens.list()) redactor.add(token.accessToken);
  for (const { refreshToken } of await org.refreshTokens.list()) redactor.add(refreshToken);
  for (const { code } of await org.authorizationCodes.list()) redactor.add(code);
  for (const client of await org.oauthClients.list()) redactor.addPair(client.id, client.secret);
  return redactor;
}

const secretFields = "access_token|refresh_token|client_secret|code_verifier|password";

// Of another type than the contract wants.
const unquotedPassword = /("password"\s*:\s*)[^",\s}][^,}]*/g;

/** Fields that hold a secret by their name, in JSON and in a form or an address, where the value is none that the org knows. */
export function maskNamedFields(text: string): string {
  return text
    .replaceAll(new RegExp(`("(?:${secretFields})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "gs"), "$1<redacted>")
    .replaceAll(unquotedPassword, '$1"<redacted>"')
    .replaceAll(new RegExp(`\\b((?:${secretFields}|code)=)[^&\\s"]*`, "g"), "$1<redacted>");
}
