import type { Org } from "#mock-server/org/org.ts";
import type { LoggedExchange } from "./exchange-log.ts";

/**
 * Gives a function that takes every usable token and secret of the org out of an exchange, wherever it stands: header,
 * query, body, answer. What looks like a token but is none of this org's is taken out after `Bearer` and by field name.
 */
export async function createExchangeRedactor(org: Org): Promise<(exchange: LoggedExchange) => LoggedExchange> {
  const tokens = (await org.tokens.list()).map((token) => token.accessToken);
  const secrets = (await org.oauthClients.list()).map((client) => client.secret);
  const words = new Set([...tokens, ...secrets]);
  // The pattern below finds what is made of these characters alone; the few others are looked for one by one.
  const unusual = [...words].filter((word) => !/^[\w-]{6,}$/.test(word) && word !== "");
  const redact = (text: string): string => {
    let result = text.replaceAll(/[\w-]{6,}/g, (word) => (words.has(word) ? "<redacted>" : word));
    for (const word of unusual)
      result = result.replaceAll(word, "<redacted>").replaceAll(encodeURIComponent(word), "<redacted>");
    return result
      .replaceAll(/\b(bearer|basic)(\s+|%20|\+)[^\s"'<>,;&]+/gi, "$1$2<redacted>")
      .replaceAll(/("(?:access_token|refresh_token|client_secret)"\s*:\s*")[^"]*/g, "$1<redacted>")
      .replaceAll(/\b((?:access_token|refresh_token|client_secret|code|code_verifier)=)[^&\s"]*/g, "$1<redacted>");
  };
  return (exchange) => ({
    ...exchange,
    request: {
      ...exchange.request,
      path: redact(exchange.request.path),
      headers: Object.fromEntries(
        Object.entries(exchange.request.headers).map(([name, value]) => [name, redact(value)]),
      ),
      body: redact(exchange.request.body),
    },
    response: { ...exchange.response, body: redact(exchange.response.body) },
    problems: exchange.problems.map((problem) => ({
      ...problem,
      pointer: redact(problem.pointer),
      field: redact(problem.field),
      expected: redact(problem.expected),
      found: redact(problem.found),
    })),
  });
}
