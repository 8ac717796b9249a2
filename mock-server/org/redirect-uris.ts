import type { OAuthClient } from "./entities.ts";

const loopbackHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether an OAuth client has registered an address: the same text, but that any port will do on a loopback address (CLI README).
 * An address with a fragment is none that a login could be sent to (RFC 6749, 3.1.2).
 */
export function hasRegistered(client: Pick<OAuthClient, "registeredRedirectUri">, uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes("#")) return false;
  const asked = withoutLoopbackPort(uri);
  return (client.registeredRedirectUri ?? []).some(
    (registered) => registered === uri || (asked !== undefined && asked === withoutLoopbackPort(registered)),
  );
}

/** What is compared of an address on this machine; nothing for any other. */
function withoutLoopbackPort(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.protocol === "http:" && url.username === "" && url.password === "";
  return isPlain && loopbackHosts.has(url.hostname) ? `${url.hostname}${url.pathname}${url.search}` : undefined;
}
