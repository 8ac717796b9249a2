import { secretsOf } from "./authorization-shape.ts";
import type { SentRequest } from "./wire-run.ts";

/** Whether what has this name (a header, a parameter, a property) is nobody's business. */
export function isSecretName(name: string): boolean {
  return /auth(?!or)|token|secret|password|passwd|pwd|api-?_?key|cookie|session|signature|credential|assertion|^code(?:_verifier)?$/i.test(
    name,
  );
}

/** What stands in place of a value that has a secret name. */
export const hiddenValue = "<hidden>";

/** A function that takes the credentials that requests were sent with out of a text, wherever they stand in it. */
export function createHide(requests: readonly SentRequest[]): (text: string) => string {
  const secrets = new Set(
    requests.flatMap(({ headers }) =>
      headers.flatMap(([name, value]) =>
        isSecretName(name) ? [...secretsOf(value), ...cookieValues(name, value)] : [],
      ),
    ),
  );
  // The longest first: one may be a part of another.
  const sorted = [...secrets].toSorted((a, b) => b.length - a.length);
  return (text) => sorted.reduce((hidden, secret) => hidden.replaceAll(secret, "<token>"), text);
}

function cookieValues(name: string, value: string): readonly string[] {
  if (!/cookie/i.test(name)) return [];
  const values = value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf("=") + 1));
  return values.filter((secret) => secret.length > 5);
}
