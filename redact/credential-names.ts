/** What fields of JSON, forms and queries hold credentials, each written with dashes between its words. */
const credentialWords = [
  ...["access-token", "refresh-token", "id-token", "auth-token", "session-token", "token", "jwt"],
  ...["client-secret", "secret", "api-key", "password", "new-password", "old-password"],
  ...["code-verifier", "client-assertion", "assertion"],
] as const;

/**
 * The kind of credential that a field of this name holds (`access-token`), or nothing if it holds none. `access_token`,
 * `accessToken` and `Access-Token` are one name.
 */
export function credentialOfField(name: string): string | undefined {
  return kinds.get(name.toLowerCase().replace(/[_-]/g, ""));
}

const kinds: ReadonlyMap<string, string> = new Map(credentialWords.map((word) => [word.replaceAll("-", ""), word]));

/** A pattern of all these names, in every way of writing them but for the case; the longest first. */
export const credentialNamesPattern: string = [...credentialWords]
  .sort((one, other) => other.length - one.length)
  .map((word) => word.replaceAll("-", "[_-]?"))
  .join("|");

/** Whether a header of this name holds a credential, cookies aside. */
export function isCredentialHeader(name: string): boolean {
  return /authorization$|token|secret|password|api-?key|^authentication$/i.test(name);
}

/** Whether a header of this name holds cookies, which prove a session. */
export function isCookieHeader(name: string): boolean {
  return /^(?:set-)?cookie2?$/i.test(name);
}
