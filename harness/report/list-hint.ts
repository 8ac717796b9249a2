import type { Leg } from "#harness/run/run-event.ts";

const realHost =
  /\b(?:api|login)\.(?:mypurecloud\.(?:com\.au|com|de|ie|jp)|[a-z0-9-]{1,40}\.(?:us-gov-|eusc-)?pure\.cloud)\b/i;
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|could not resolve|getaddrinfo|name resolution/i;

/** The host of the real API that a failing client has called past the harness, as far as what it says shows it. */
export function strayHostOf({ error = "", output = {}, exchanges }: Leg): string | undefined {
  const said = [error, output.stdout ?? "", output.stderr ?? ""].join("\n");
  const [host] = realHost.exec(said) ?? [];
  return exchanges.length === 0 || unreachable.test(said) ? host?.toLowerCase() : undefined;
}

/** Gives one line about a mistake that many clients make first, where a leg shows it. */
export function listHint(leg: Leg): string[] {
  const host = strayHostOf(leg);
  if (host === undefined) return [];
  const given = "use the baseUrl that a module is given, or GENESYS_BASE_URL in the environment of a command";
  return [`hint: it seems to call ${host} itself, past the harness; ${given}`];
}
